using Keepnet.Export.Queueing;
using Microsoft.Extensions.Hosting;

namespace Keepnet.Export.Cli.Serving;

/// <summary>Exports what is on the queue for as long as the process lives.</summary>
internal sealed class ExportWorker(QueueWorkers workers, IHostApplicationLifetime lifetime) : ServingService(lifetime)
{
    protected override Task ServeAsync(CancellationToken stoppingToken) => workers.RunAsync(stoppingToken);
}
