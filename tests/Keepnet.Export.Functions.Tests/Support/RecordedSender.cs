using Azure.Messaging.ServiceBus;

namespace Keepnet.Export.Functions.Tests.Support;

/// <summary>A sender whose batches take a few messages each; it fails as often as it is told to.</summary>
internal sealed class RecordedSender(int batchCapacity = 100, Func<ServiceBusMessage, bool>? fits = null) : ServiceBusSender
{
    private readonly Dictionary<ServiceBusMessageBatch, List<ServiceBusMessage>> _batches = [];

    /// <summary>What was sent, a list per call.</summary>
    public List<List<ServiceBusMessage>> Sent { get; } = [];

    public Queue<Exception> Failures { get; } = [];

    public int Tries { get; private set; }

    public override ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default)
    {
        var messages = new List<ServiceBusMessage>();
        var batch = ServiceBusModelFactory.ServiceBusMessageBatch(
            1024, messages, tryAddCallback: message => messages.Count < batchCapacity && fits?.Invoke(message) != false);
        _batches[batch] = messages;
        return ValueTask.FromResult(batch);
    }

    public override Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default) =>
        SendAsync(_batches[messageBatch]);

    public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) => SendAsync([message]);

    private Task SendAsync(List<ServiceBusMessage> messages)
    {
        Tries++;
        if (Failures.TryDequeue(out var failure))
        {
            return Task.FromException(failure);
        }

        Sent.Add([.. messages]);
        return Task.CompletedTask;
    }
}
