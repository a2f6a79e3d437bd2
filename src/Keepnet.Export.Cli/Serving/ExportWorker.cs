using Keepnet.Export.Queueing;
using Microsoft.Extensions.Hosting;

namespace Keepnet.Export.Cli.Serving;

/// <summary>Exports what is on the queue for as long as the process lives.</summary>
internal sealed class ExportWorker(QueueWorkers workers) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => workers.RunAsync(stoppingToken);
}
