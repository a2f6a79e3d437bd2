using Keepnet.Export.Exporting;
using Keepnet.Export.Runs.Closing;
using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Cli.Serving;

/// <summary>Goes on with the runs that the last process left unfinished, and closes those that nothing more comes of.</summary>
internal sealed partial class RunKeeper(
    StaleRuns runs, RunDispatcher dispatcher, IExportStore store, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<RunKeeper> logger)
    : ServingService(lifetime)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(30);

    protected override async Task ServeAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var resumed = false;
        do
        {
            try
            {
                resumed = resumed || await ResumeAsync(stoppingToken);
                await runs.CloseAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // Whatever it is, the next round may go better; without this the whole process would end.
                LogFailed(ExportFailure.TryOf(exception)?.Reason ?? UnexpectedFailure.Describe(exception));
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> ResumeAsync(CancellationToken cancellationToken)
    {
        await store.CleanStagingAsync(cancellationToken);
        foreach (var plan in await runs.FindUnfinishedAsync(cancellationToken))
        {
            LogResumed(plan.RunId, plan.Trigger);
            await dispatcher.ResumeAsync(plan, cancellationToken);
        }

        return true;
    }

    [LoggerMessage(EventName = "RunResumed", Level = LogLevel.Information, Message = "Run {RunId} ({Trigger}) goes on.")]
    private partial void LogResumed(string runId, string trigger);

    [LoggerMessage(LogLevel.Error, "Unfinished runs could not be looked after: {Reason}")]
    private partial void LogFailed(string reason);
}
