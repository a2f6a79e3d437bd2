using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Keepnet.Export.Exporting;

namespace Keepnet.Export.Queueing;

/// <summary>
/// The queue of one process: what came on demand overtakes what came by the clock, a message that is in already is dropped, one
/// that is put off comes back when its time has come. Nothing survives the process; the journals in the store do, and the runs
/// without a summary are put in again.
/// </summary>
internal sealed class InProcessQueue : IExportQueue, IDisposable
{
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _room;
    private readonly CancellationTokenSource _disposed = new();
    private readonly Channel<QueuedMessage> _ready =
        Channel.CreateUnboundedPrioritized(new UnboundedPrioritizedChannelOptions<QueuedMessage> { Comparer = QueuedMessage.Order });

    private readonly UnsettledMessages _unsettled = new();
    private readonly DeadLetterBox _deadLetters = new();
    private volatile bool _isComplete;
    private bool _isDisposed;
    private long _ticket;

    /// <param name="time">The clock to wait by.</param>
    /// <param name="capacity">
    /// Messages waiting to be delivered first before putting in another one waits. A message takes a few hundred bytes: without a
    /// limit, 100,000 companies fit in some 50 MB.
    /// </param>
    public InProcessQueue(TimeProvider time, int capacity = int.MaxValue) => (_time, _room) = (time, new SemaphoreSlim(capacity, capacity));

    /// <summary>The newest messages that were put aside, oldest first.</summary>
    public IReadOnlyList<DeadLetter> DeadLetters => _deadLetters.Letters;

    public async Task EnqueueAsync(IAsyncEnumerable<ExportMessage> messages, CancellationToken cancellationToken)
    {
        await foreach (var message in messages.WithCancellation(cancellationToken))
        {
            await _room.WaitAsync(cancellationToken);
            var queued = new QueuedMessage(message, new Delivery(1, _time.GetUtcNow())) { Ticket = NextTicket(), IsNew = true };
            if (_unsettled.TryAdd(queued))
            {
                _ready.Writer.TryWrite(queued);
            }
            else
            {
                _room.Release();
            }
        }
    }

    public Task ScheduleAsync(ExportMessage message, Delivery delivery, TimeSpan delay, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var queued = new QueuedMessage(message, delivery) { Ticket = NextTicket() };
        if (_unsettled.TryAdd(queued))
        {
            _ = DeliverAfterAsync(queued, delay);
        }

        return Task.CompletedTask;
    }

    /// <summary>Messages as they come; each must be settled. Ends after <see cref="CompleteAdding"/>, when everything is settled.</summary>
    public async IAsyncEnumerable<QueuedMessage> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var queued in _ready.Reader.ReadAllAsync(cancellationToken))
        {
            if (queued.IsNew)
            {
                _room.Release();
            }

            if (_unsettled.Holds(queued))
            {
                yield return queued.DeliveredAt(_time.GetUtcNow());
            }
        }
    }

    /// <summary>The message is done with.</summary>
    public void Complete(QueuedMessage queued)
    {
        _unsettled.Remove(queued);
        EndIfDone();
    }

    /// <summary>The message is done with, and put aside for people to look at.</summary>
    public void PutAside(QueuedMessage queued, ExportFailure failure)
    {
        _deadLetters.Add(new DeadLetter(queued.Message, failure));
        Complete(queued);
    }

    /// <summary>The message comes back after a while, as its next delivery or, when it was no fault of its own, as the same.</summary>
    public void PutOff(QueuedMessage queued, TimeSpan delay, bool spendsDelivery = true)
    {
        var next = queued with
        {
            Delivery = queued.Delivery with { Number = queued.Delivery.Number + (spendsDelivery ? 1 : 0) },
            Ticket = NextTicket(),
            IsNew = false,
        };
        if (_unsettled.TryReplace(queued, next))
        {
            _ = DeliverAfterAsync(next, delay);
        }
    }

    /// <summary>Forgets all messages of a run, those that are being worked on included.</summary>
    public void Drop(string runId)
    {
        _unsettled.RemoveRun(runId);
        EndIfDone();
    }

    /// <summary>Messages of a run that are not settled.</summary>
    public int CountOf(string runId) => _unsettled.CountOf(runId);

    /// <summary>Nothing more will be put in; reading ends when everything is settled.</summary>
    public void CompleteAdding()
    {
        _isComplete = true;
        EndIfDone();
    }

    /// <summary>May be called twice, as containers do that know the queue under two names.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        _disposed.Cancel();
        _disposed.Dispose();
        _room.Dispose();
    }

    private async Task DeliverAfterAsync(QueuedMessage queued, TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, _time, _disposed.Token);
            _ready.Writer.TryWrite(queued);
        }
        catch (OperationCanceledException)
        {
            // The process ends; the run goes on from its journal.
        }
    }

    private void EndIfDone()
    {
        if (_isComplete && _unsettled.IsEmpty)
        {
            _ready.Writer.TryComplete();
        }
    }

    private long NextTicket() => Interlocked.Increment(ref _ticket);
}
