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
    private const string TraceParent = "traceparent";

    // Where the Service Bus client writes the same when somebody listens to its own activities.
    private const string DiagnosticId = "Diagnostic-Id";

    public static void Write(IDictionary<string, object> properties, Delivery delivery)
    {
        properties[Spent] = delivery.Number - 1;
        properties[FirstSeen] = delivery.FirstSeen.ToString("O", CultureInfo.InvariantCulture);
        if (delivery.WishedAttempt is { } attempt)
        {
            properties[WishedAttempt] = attempt;
        }

        WriteTrace(properties, delivery.TraceParent);
    }

    /// <summary>Lets the company's work belong to the trace that sent it; a copy keeps the trace of the first message.</summary>
    public static void WriteTrace(IDictionary<string, object> properties, string? traceParent)
    {
        if (traceParent is not null)
        {
            properties[TraceParent] = traceParent;
        }
    }

    /// <summary>A message without the properties is a first one: it is seen first now.</summary>
    public static Delivery Read(ServiceBusReceivedMessage message, DateTimeOffset now) =>
        new(Number(message, Spent).GetValueOrDefault() + message.DeliveryCount, Seen(message) ?? now)
        {
            WishedAttempt = Number(message, WishedAttempt),
            TraceParent = Text(message, TraceParent) ?? Text(message, DiagnosticId),
        };

    private static int? Number(ServiceBusReceivedMessage message, string name) =>
        message.ApplicationProperties.TryGetValue(name, out var value) && value is int number and >= 0 ? number : null;

    private static string? Text(ServiceBusReceivedMessage message, string name) =>
        message.ApplicationProperties.TryGetValue(name, out var value) ? value as string : null;

    private static DateTimeOffset? Seen(ServiceBusReceivedMessage message) =>
        DateTimeOffset.TryParse(Text(message, FirstSeen), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var seen)
            ? seen
            : null;
}
