namespace Keepnet.Export.Queueing;

/// <summary>What a queue should do with a message that was worked on.</summary>
public abstract record Settlement
{
    // The longest description Service Bus takes has 4096 characters.
    private const int MaxReason = 4000;

    private Settlement()
    {
    }

    /// <summary>Remove it.</summary>
    public sealed record Complete : Settlement;

    /// <summary>Put it aside for people to look at.</summary>
    /// <param name="Code">One of <see cref="FailureCodes"/>.</param>
    /// <param name="Reason">A sentence for people.</param>
    public sealed record DeadLetter(string Code, string Reason) : Settlement;

    /// <summary>Put a copy in that comes after a while, then remove it.</summary>
    /// <param name="Message">The copy, one attempt on.</param>
    /// <param name="Delivery">As what the copy shall be delivered.</param>
    /// <param name="Delay">From now.</param>
    public sealed record PutOff(ExportMessage Message, Delivery Delivery, TimeSpan Delay) : Settlement;

    public static Settlement Aside(string code, string reason) =>
        new DeadLetter(code, reason.Length <= MaxReason ? reason : reason[..MaxReason]);

    public static Settlement Later(ExportMessage message, Delivery delivery, TimeSpan delay, bool spendsDelivery) => new PutOff(
        message with { Attempt = message.Attempt + 1 },
        delivery with
        {
            Number = spendsDelivery ? delivery.Number + 1 : delivery.Number,
            WishedAttempt = delivery.WishedAttempt ?? message.Attempt,
        },
        delay);
}
