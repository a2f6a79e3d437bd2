using Keepnet.Export.Exporting;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;

namespace Keepnet.Export.Tests.Queueing;

/// <summary>What the queue of one process promises beyond that.</summary>
public sealed class InProcessQueueTests : QueueConformanceTests, IAsyncDisposable
{
    private readonly InProcessQueue _queue;
    private readonly Reader _reader;

    public InProcessQueueTests()
    {
        _queue = new InProcessQueue(Clock);
        _reader = new Reader(_queue);
    }

    private protected override IQueueUnderTest Queue => _reader;

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        _queue.Dispose();
    }

    [Fact]
    public async Task Lets_requests_overtake_everything_else()
    {
        await EnqueueAsync(MessageOf("nightly-1"), MessageOf("nightly-2"), MessageOf("asked", RunTrigger.Request), MessageOf("cli", RunTrigger.Cli));

        Assert.Equal(["asked", "nightly-1", "nightly-2", "cli"], await DrainAsync());
    }

    [Fact]
    public async Task Takes_a_settled_message_in_again()
    {
        await EnqueueAsync(MessageOf("a"));
        await DrainAsync();

        await EnqueueAsync(MessageOf("a"));

        Assert.Equal(["a"], await DrainAsync());
    }

    [Fact]
    public async Task Forgets_the_messages_of_a_run_and_takes_them_in_again_once()
    {
        await EnqueueAsync(MessageOf("a"), MessageOf("b"), MessageOf("c", RunTrigger.Request));

        _queue.Drop("20260310T020000Z-schedule");
        await EnqueueAsync(MessageOf("a"));

        Assert.Equal(["c", "a"], await DrainAsync());
        Assert.Equal(0, _queue.CountOf("20260310T020000Z-schedule"));
    }

    [Fact]
    public async Task Counts_what_a_run_has_left()
    {
        await EnqueueAsync(MessageOf("a"), MessageOf("b"));
        await Queue.ReceiveAsync();
        Queue.PutOff(TimeSpan.FromHours(1));

        Assert.Equal(2, _queue.CountOf("20260310T020000Z-schedule"));
    }

    [Fact]
    public async Task Makes_those_wait_who_put_in_more_than_it_has_room_for()
    {
        using var small = new InProcessQueue(Clock, capacity: 1);
        await using var reader = new Reader(small);

        var enqueue = small.EnqueueAsync(new[] { MessageOf("a"), MessageOf("b") }.ToAsyncEnumerable(), CancellationToken.None);

        Assert.False(enqueue.IsCompleted);
        await reader.ReceiveAsync();
        await enqueue;
    }

    [Fact]
    public async Task Ends_when_nothing_more_comes_and_everything_is_settled()
    {
        await EnqueueAsync(MessageOf("a"));
        await Queue.ReceiveAsync();
        Queue.PutOff(TimeSpan.FromMinutes(1));
        _queue.CompleteAdding();

        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["a"], await DrainAsync());

        Assert.True(await _reader.IsEndedAsync());
    }

    private sealed class Reader(InProcessQueue queue) : IQueueUnderTest, IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private IAsyncEnumerator<QueuedMessage>? _messages;
        private Task<bool>? _next;

        public IExportQueue Input => queue;

        public IReadOnlyList<(ExportMessage Message, string Code)> DeadLetters => [.. queue.DeadLetters.Select(letter => (letter.Message, letter.Failure.Code))];

        private QueuedMessage Current => _messages!.Current;

        public async Task<(ExportMessage Message, Delivery Delivery)?> ReceiveAsync()
        {
            _messages ??= queue.ReadAllAsync(_stop.Token).GetAsyncEnumerator();
            _next ??= _messages.MoveNextAsync().AsTask();

            // What is due now is handed over by the thread that makes it due, or right after it.
            await Task.WhenAny(_next, Task.Delay(TimeSpan.FromMilliseconds(50)));
            if (!_next.IsCompleted || !await _next)
            {
                return null;
            }

            _next = null;
            return (Current.Message, Current.Delivery);
        }

        public async Task<bool> IsEndedAsync() => _next is not null && !await _next;

        public void Complete() => queue.Complete(Current);

        public void PutOff(TimeSpan delay) => queue.PutOff(Current, delay);

        public void PutAside(string code) => queue.PutAside(Current, new ExportFailure(code, "For a reason."));

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await (_next ?? Task.FromResult(false)).ContinueWith(_ => { }, TaskScheduler.Default);
            _stop.Dispose();
        }
    }
}
