using Azure.Messaging.ServiceBus;
using Keepnet.Export.Queueing;
using Microsoft.Azure.Functions.Worker;

namespace Keepnet.Export.Functions.Messages;

/// <summary>Carries out what should happen to a message.</summary>
public sealed class MessageSettler(IExportQueue queue)
{
    /// <param name="actions">Of the delivery.</param>
    /// <param name="message">The message, locked by this delivery.</param>
    /// <param name="settlement">What should happen to it.</param>
    /// <param name="cancellationToken">Ends the call; the message then comes again.</param>
    public async Task SettleAsync(
        ServiceBusMessageActions actions, ServiceBusReceivedMessage message, Settlement settlement, CancellationToken cancellationToken)
    {
        switch (settlement)
        {
            case Settlement.DeadLetter { Code: var code, Reason: var reason }:
                await actions.DeadLetterMessageAsync(message, null, code, reason, cancellationToken);
                break;
            case Settlement.PutOff { Message: var copy, Delivery: var delivery, Delay: var delay }:
                // In this order: if the process dies in between, there are two messages for one company, which does no harm.
                await queue.ScheduleAsync(copy, delivery, delay, cancellationToken);
                await actions.CompleteMessageAsync(message, cancellationToken);
                break;
            default:
                await actions.CompleteMessageAsync(message, cancellationToken);
                break;
        }
    }
}
