using Keepnet.Export.Queueing;

namespace Keepnet.Export.Benchmarks.FanOut;

/// <summary>A queue that packs messages into batches as Service Bus does, and throws them away.</summary>
internal sealed class CountingQueue : IExportQueue
{
    /// <summary>The most a batch of the Standard tier may hold.</summary>
    public const int BatchBytes = 256 * 1024;

    // Header, annotations and section frames of an AMQP message, rounded up.
    private const int FrameBytes = 128;

    private long _messages;
    private long _batches;
    private long _bytes;
    private long _batch = BatchBytes;

    public async Task EnqueueAsync(IAsyncEnumerable<ExportMessage> messages, CancellationToken cancellationToken)
    {
        await foreach (var message in messages.WithCancellation(cancellationToken))
        {
            Add(ExportMessageFormat.Write(message).Length + (2 * ExportMessageId.Of(message).Length) + FrameBytes);
        }
    }

    public Task ScheduleAsync(ExportMessage message, Delivery delivery, TimeSpan delay, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Nothing is put off in a fan-out.");

    public FanOutWork Take() => new(_messages, _batches, _bytes, 0);

    private void Add(long bytes)
    {
        _messages++;
        _bytes += bytes;
        _batch += bytes;
        if (_batch > BatchBytes)
        {
            _batches++;
            _batch = bytes;
        }
    }
}
