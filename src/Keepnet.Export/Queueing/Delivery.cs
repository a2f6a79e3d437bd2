namespace Keepnet.Export.Queueing;

/// <summary>Which delivery of a company's message this is.</summary>
/// <param name="Number">From 1; put-offs because of throttling do not count.</param>
/// <param name="FirstSeen">When the message was delivered first.</param>
public sealed record Delivery(int Number, DateTimeOffset FirstSeen)
{
    /// <summary>The trace the message was sent in, as a W3C <c>traceparent</c>; null when it does not say.</summary>
    public string? TraceParent { get; init; }

    /// <summary>
    /// The attempt of the message that was put in first; null when this is it. Copies that are put off count up from there, so
    /// that the queue does not take them for duplicates, but only the first one says which export is wished for.
    /// </summary>
    public int? WishedAttempt { get; init; }
}
