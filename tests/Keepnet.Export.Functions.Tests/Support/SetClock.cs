namespace Keepnet.Export.Functions.Tests.Support;

/// <summary>Tells the time it is set to; waits pass in real time, because sockets do.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
