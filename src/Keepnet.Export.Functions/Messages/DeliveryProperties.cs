using System.Globalization;
using Azure.Messaging.ServiceBus;
using Keepnet.Export.Queueing;

namespace Keepnet.Export.Functions.Messages;

/// <summary>
/// The delivery's bookkeeping, as application properties of copies that were put off. Service Bus counts the deliveries of each
/// copy from 1 again.
/// </summary>
internal static class DeliveryProperties
{
    private const string Spent = "deliveriesSpent";
    private const string FirstSeen = "firstSeen";
    private const string WishedAttempt = "wishedAttempt";

    public static void Write(IDictionary<string, object> properties, Delivery delivery)
    {
        properties[Spent] = delivery.Number - 1;
        properties[FirstSeen] = delivery.FirstSeen.ToString("O", CultureInfo.InvariantCulture);
        if (delivery.WishedAttempt is { } attempt)
        {
            properties[WishedAttempt] = attempt;
        }
    }

    /// <summary>A message without the properties is a first one: it is seen first now.</summary>
    public static Delivery Read(ServiceBusReceivedMessage message, DateTimeOffset now) =>
        new(Number(message, Spent).GetValueOrDefault() + message.DeliveryCount, Seen(message) ?? now)
        {
            WishedAttempt = Number(message, WishedAttempt),
        };

    private static int? Number(ServiceBusReceivedMessage message, string name) =>
        message.ApplicationProperties.TryGetValue(name, out var value) && value is int number and >= 0 ? number : null;

    private static DateTimeOffset? Seen(ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.TryGetValue(FirstSeen, out var value)
        && DateTimeOffset.TryParse(value as string, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var seen)
            ? seen
            : null;
}
