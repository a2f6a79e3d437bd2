namespace Keepnet.Fuzz.Tests.Support;

/// <summary>A clock that stands still, so that the answers are always the same.</summary>
internal sealed class StandingClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 7, 1, 2, 0, 0, TimeSpan.Zero);
}
