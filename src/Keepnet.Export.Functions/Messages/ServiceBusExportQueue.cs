using Azure.Messaging.ServiceBus;
using Keepnet.Export.Queueing;
using Keepnet.Export.Telemetry;
using Polly;
using Polly.Retry;

namespace Keepnet.Export.Functions.Messages;

/// <summary>The queue on Service Bus: one message per company, in batches as large as the tier takes.</summary>
internal sealed class ServiceBusExportQueue(ServiceBusSender sender, TimeProvider time) : IExportQueue
{
    private readonly ResiliencePipeline _patience = Patience(time);

    /// <inheritdoc/>
    /// <exception cref="ServiceBusException">The queue did not take all messages; what it took stays.</exception>
    public async Task EnqueueAsync(IAsyncEnumerable<ExportMessage> messages, CancellationToken cancellationToken)
    {
        var batch = await sender.CreateMessageBatchAsync(cancellationToken);
        try
        {
            await foreach (var message in messages.WithCancellation(cancellationToken))
            {
                var outgoing = MessageOf(message);
                if (batch.TryAddMessage(outgoing))
                {
                    continue;
                }

                await SendAsync(batch, cancellationToken);
                batch.Dispose();
                batch = await sender.CreateMessageBatchAsync(cancellationToken);
                AddAlone(batch, outgoing);
            }

            await SendAsync(batch, cancellationToken);
        }
        finally
        {
            batch.Dispose();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ServiceBusException">The queue did not take the message.</exception>
    public async Task ScheduleAsync(ExportMessage message, Delivery delivery, TimeSpan delay, CancellationToken cancellationToken)
    {
        var outgoing = MessageOf(message);
        outgoing.ScheduledEnqueueTime = time.GetUtcNow() + delay;
        DeliveryProperties.Write(outgoing.ApplicationProperties, delivery);
        await _patience.ExecuteAsync(async token => await sender.SendMessageAsync(outgoing, token), cancellationToken);
    }

    // Sending a batch again that was taken after all does no harm: the queue drops messages whose id it knows.
    private async Task SendAsync(ServiceBusMessageBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Count > 0)
        {
            await _patience.ExecuteAsync(async token => await sender.SendMessagesAsync(batch, token), cancellationToken);
        }
    }

    private static void AddAlone(ServiceBusMessageBatch batch, ServiceBusMessage message)
    {
        if (!batch.TryAddMessage(message))
        {
            throw new ServiceBusException(
                $"Message {message.MessageId} is too large for the queue, even alone.", ServiceBusFailureReason.MessageSizeExceeded);
        }
    }

    private static ServiceBusMessage MessageOf(ExportMessage message)
    {
        var outgoing = new ServiceBusMessage(ExportMessageFormat.Write(message))
        {
            MessageId = ExportMessageId.Of(message),
            Subject = ExportMessageFormat.Subject,
            ContentType = ExportMessageFormat.ContentType,
            ApplicationProperties = { ["runId"] = message.RunId, ["companyId"] = message.CompanyId },
        };
        DeliveryProperties.WriteTrace(outgoing.ApplicationProperties, ExportActivities.CurrentTraceParent);
        return outgoing;
    }

    // After the client's own tries, which last about a minute: a namespace may be busy or failing over for longer.
    private static ResiliencePipeline Patience(TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<ServiceBusException>(exception => exception.IsTransient),
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromSeconds(10),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();
}
