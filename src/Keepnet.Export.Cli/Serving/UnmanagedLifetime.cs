using Microsoft.Extensions.Hosting;

namespace Keepnet.Export.Cli.Serving;

/// <summary>Leaves signals to <see cref="ProcessSignals"/>.</summary>
internal sealed class UnmanagedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
