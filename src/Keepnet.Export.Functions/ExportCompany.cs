using Azure.Messaging.ServiceBus;
using Keepnet.Export.Functions.Messages;
using Keepnet.Export.Queueing;
using Microsoft.Azure.Functions.Worker;

namespace Keepnet.Export.Functions;

/// <summary>Exports the company of one message.</summary>
public sealed class ExportCompany(MessageWorker worker, MessageSettler settler, TimeProvider time)
{
    /// <summary>A message that is not settled comes again: working twice on it is harmless.</summary>
    [Function(nameof(ExportCompany))]
    public async Task RunAsync(
        [ServiceBusTrigger("%ExportQueue%", Connection = "ServiceBus", AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellationToken)
    {
        var delivery = DeliveryProperties.Read(message, time.GetUtcNow());
        var settlement = await worker.WorkAsync(message.Body.ToMemory(), delivery, cancellationToken);
        await settler.SettleAsync(actions, message, settlement, cancellationToken);
    }
}
