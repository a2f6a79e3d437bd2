using Azure.Messaging.ServiceBus;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;

namespace Keepnet.Export.Functions.Tests.Support;

internal static class SampleMessages
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public static ExportMessage Of(string companyId = "company00001", int attempt = 1) => new()
    {
        RunId = "20260504T020000Z-schedule",
        CompanyId = companyId,
        CompanyName = "Çelik Ambalaj A.Ş.",
        Period = "Last3Months",
        Trigger = RunTrigger.Schedule,
        RequestedAt = new DateTimeOffset(2026, 5, 4, 2, 0, 0, TimeSpan.Zero),
        Attempt = attempt,
    };

    public static ServiceBusReceivedMessage Delivered(ServiceBusMessage sent, int deliveryCount = 1) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: sent.Body, messageId: sent.MessageId, properties: sent.ApplicationProperties, deliveryCount: deliveryCount);

    public static ServiceBusReceivedMessage Delivered(ExportMessage message, int deliveryCount = 1) =>
        Delivered(new ServiceBusMessage(ExportMessageFormat.Write(message)) { MessageId = ExportMessageId.Of(message) }, deliveryCount);
}
