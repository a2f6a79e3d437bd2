using Keepnet.Export.Exporting;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Runs.Planning;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Cli.Serving;

/// <summary>
/// Starts the run of each slot of the schedule. A slot of the last day that has no run yet, because nothing ran then or the API
/// was down, is made up for; a run that exists is never started twice.
/// </summary>
internal sealed partial class Scheduler(
    ExportSchedule schedule, RunDispatcher dispatcher, RunCatalog runs, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<Scheduler> logger)
    : ServingService(lifetime)
{
    private static readonly TimeSpan MakesUpFor = TimeSpan.FromHours(24);
    private static readonly TimeSpan TriesAgainAfter = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    protected override async Task ServeAsync(CancellationToken stoppingToken)
    {
        DateTimeOffset? done = null;
        while (true)
        {
            var now = time.GetUtcNow();
            if (schedule.NewestAt(now, MakesUpFor) is not { } slot || slot == done)
            {
                if (schedule.NextAfter(now) is not { } next)
                {
                    return;
                }

                await Task.Delay(next - now < LongestWait ? next - now : LongestWait, time, stoppingToken);
            }
            else if (await TryStartAsync(slot, now, stoppingToken))
            {
                done = slot;
            }
            else
            {
                await Task.Delay(TriesAgainAfter, time, stoppingToken);
            }
        }
    }

    private async Task<bool> TryStartAsync(DateTimeOffset slot, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            if (await runs.FindPlanAsync(RunId.ForSlot(slot), cancellationToken) is null)
            {
                var plan = await dispatcher.StartAsync(schedule.RequestFor(slot, ScheduleSlot.WarningsFor(slot, now, isPastDue: false)), cancellationToken);
                LogStarted(plan.RunId, plan.Expected);
            }

            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, the slot is tried again; without this the whole process would end.
            LogNotStarted(slot, ExportFailure.TryOf(exception)?.Reason ?? UnexpectedFailure.Describe(exception));
            return false;
        }
    }

    [LoggerMessage(EventName = "RunStarted", Level = LogLevel.Information, Message = "Run {RunId} started, {Companies} companies.")]
    private partial void LogStarted(string runId, int companies);

    [LoggerMessage(EventName = "RunNotStarted", Level = LogLevel.Error, Message = "The run scheduled for {Slot:u} could not be started and will be tried again: {Reason}")]
    private partial void LogNotStarted(DateTimeOffset slot, string reason);
}
