namespace Keepnet.Export.Tests.Support;

/// <summary>A clock that runs a hundred times as fast as the real one, so that waits between tries take milliseconds.</summary>
/// <param name="speed">How many times as fast instead.</param>
internal sealed class FastClock(int speed = 100) : TimeProvider
{
    // Early in a day: reporting windows end today, and no test runs until tomorrow.
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 2, 0, 0, TimeSpan.Zero);

    private readonly long _started = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => Start + (System.GetElapsedTime(_started) * speed);

    public override long GetTimestamp() => (System.GetTimestamp() - _started) * speed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), Real);

    private TimeSpan Real(TimeSpan time) => time > TimeSpan.Zero ? time / speed : time;

    private sealed class FastTimer(ITimer timer, Func<TimeSpan, TimeSpan> real) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(real(dueTime), real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
