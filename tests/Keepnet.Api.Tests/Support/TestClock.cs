using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Api.Tests.Support;

/// <summary>A clock that stands still until a test moves it, or until a test lets it run from wait to wait.</summary>
internal sealed class TestClock : FakeTimeProvider
{
    // Time limits of tries are timers too; they must not run out while an answer is worked on.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(99);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public TestClock()
        : base(new DateTimeOffset(2026, 7, 1, 2, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>The waits that were run through, in order.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ObservedTimer(base.CreateTimer(callback, state, dueTime, period), _timers.Writer);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Lets time pass from wait to wait until the task has ended.</summary>
    public async Task<T> RunAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, _timers.Reader.WaitToReadAsync().AsTask()).WaitAsync(Patience);
            while (!task.IsCompleted && _timers.Reader.TryRead(out var due))
            {
                if (due > TimeSpan.Zero && due <= LongestWait)
                {
                    Waits.Add(due);
                    Advance(due);
                }
            }
        }

        return await task;
    }

    /// <summary>Waits until a timer of this length runs.</summary>
    public async Task TimerAsync(TimeSpan due)
    {
        while (await _timers.Reader.ReadAsync().AsTask().WaitAsync(Patience) != due)
        {
        }
    }

    private sealed class ObservedTimer(ITimer timer, ChannelWriter<TimeSpan> timers) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            timers.TryWrite(dueTime);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
