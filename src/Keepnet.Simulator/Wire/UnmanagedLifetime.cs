using Microsoft.Extensions.Hosting;

namespace Keepnet.Simulator;

/// <summary>Leaves Ctrl-C and SIGTERM to the process the tenant lives in.</summary>
internal sealed class UnmanagedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
