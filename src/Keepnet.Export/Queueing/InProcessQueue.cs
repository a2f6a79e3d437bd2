using System.Threading.Channels;

namespace Keepnet.Export.Queueing;

/// <summary>
/// The queue of one process: bounded, so that a large run is never held in memory; it knows when all that was put in is
/// settled. Messages that are put off come back when their time has come.
/// </summary>
internal sealed class InProcessQueue(int capacity, TimeProvider time)
{
    private readonly Channel<QueuedMessage> _ready = Channel.CreateBounded<QueuedMessage>(capacity);
    private int _unsettled = 1; // one for the producer, until it says that nothing more comes

    public async ValueTask EnqueueAsync(ExportMessage message, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _unsettled);
        await _ready.Writer.WriteAsync(new QueuedMessage(message, new Delivery(1, time.GetUtcNow())), cancellationToken);
    }

    /// <summary>Nothing more will be put in; reading ends when everything is settled.</summary>
    public void CompleteAdding() => Settle();

    public IAsyncEnumerable<QueuedMessage> ReadAllAsync(CancellationToken cancellationToken) => _ready.Reader.ReadAllAsync(cancellationToken);

    /// <summary>The message is done with, one way or the other.</summary>
    public void Settle()
    {
        if (Interlocked.Decrement(ref _unsettled) == 0)
        {
            _ready.Writer.TryComplete();
        }
    }

    /// <summary>The message comes back, as its next delivery, after a while.</summary>
    public async Task PutOffAsync(QueuedMessage queued, TimeSpan delay, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, time, cancellationToken);
        var next = queued with { Delivery = queued.Delivery with { Number = queued.Delivery.Number + 1 } };
        await _ready.Writer.WriteAsync(next, cancellationToken);
    }
}
