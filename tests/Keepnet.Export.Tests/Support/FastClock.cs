namespace Keepnet.Export.Tests.Support;

/// <summary>A clock that runs a hundred times as fast as the real one, so that waits between tries take milliseconds.</summary>
internal sealed class FastClock : TimeProvider
{
    private const int Speed = 100;

    // Early in a day: reporting windows end today, and no test runs until tomorrow.
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 2, 0, 0, TimeSpan.Zero);

    private readonly long _started = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => Start + (System.GetElapsedTime(_started) * Speed);

    public override long GetTimestamp() => (System.GetTimestamp() - _started) * Speed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)));

    private static TimeSpan Real(TimeSpan time) => time > TimeSpan.Zero ? time / Speed : time;

    private sealed class FastTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Real(dueTime), Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
