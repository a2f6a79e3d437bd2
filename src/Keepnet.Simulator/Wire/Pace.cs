namespace Keepnet.Simulator;

/// <summary>Waits in real time whatever clock the tenant has: the network does not know a test's clock.</summary>
internal static class Pace
{
    public static Task WaitAsync(TimeSpan duration, CancellationToken cancellationToken) =>
        duration > TimeSpan.Zero ? Task.Delay(duration, TimeProvider.System, cancellationToken) : Task.CompletedTask;
}
