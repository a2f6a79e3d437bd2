using Microsoft.Extensions.Hosting;

namespace Keepnet.Export.Cli.Serving;

/// <summary>Work that begins once the process listens: one that cannot, because another holds the port, must touch no run.</summary>
internal abstract class ServingService(IHostApplicationLifetime lifetime) : BackgroundService
{
    /// <summary>Works until the process ends.</summary>
    protected abstract Task ServeAsync(CancellationToken stoppingToken);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (lifetime.ApplicationStarted.Register(started.SetResult))
        {
            await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // The host takes a cancellation before it has started for a crash, and logs it as one.
        if (started.Task.IsCompleted)
        {
            await ServeAsync(stoppingToken);
        }
    }
}
