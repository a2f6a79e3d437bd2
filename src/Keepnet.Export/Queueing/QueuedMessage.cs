using Keepnet.Export.Runs;

namespace Keepnet.Export.Queueing;

/// <summary>A message as it is delivered.</summary>
internal sealed record QueuedMessage(ExportMessage Message, Delivery Delivery)
{
    private const int RequestLane = 0;
    private const int OtherLane = 1;

    /// <summary>What came on demand before what came by the clock; in each lane, first come, first served.</summary>
    public static Comparer<QueuedMessage> Order { get; } = Comparer<QueuedMessage>.Create(
        (left, right) => (left.Lane, left.Ticket).CompareTo((right.Lane, right.Ticket)));

    public string Id { get; } = ExportMessageId.Of(Message);

    /// <summary>Its place in the line, which no other message and no other delivery has.</summary>
    public long Ticket { get; init; }

    /// <summary>Not delivered yet: it takes up room that a message not let in yet is waiting for, and its company's time has not begun.</summary>
    public bool IsNew { get; init; }

    public QueuedMessage DeliveredAt(DateTimeOffset now) => IsNew ? this with { Delivery = Delivery with { FirstSeen = now } } : this;

    private int Lane => Message.Trigger == RunTrigger.Request ? RequestLane : OtherLane;
}
