using Keepnet.Api;
using Keepnet.Export.Exporting;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Settings;
using Keepnet.Export.Telemetry;
using Keepnet.Export.Vault;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Runs.Execution;

/// <summary>Starts the run of a scheduled instant, however often its timer fires.</summary>
public sealed class ScheduledRuns(
    ScheduleSlot slots, ExportSchedule schedule, RunDispatcher dispatcher, TimeProvider time, ILogger<ScheduledRuns> logger)
{
    /// <summary>
    /// Plans the run and puts its companies on the queue, or goes on where an earlier call was cut off. Null when a person has to
    /// mend something first: then the log says what, and trying again would not help.
    /// </summary>
    /// <param name="isPastDue">Whether the timer says that it missed its instant.</param>
    /// <param name="cancellationToken">Ends the call; the same call later goes on.</param>
    /// <exception cref="KeepnetApiException">The companies could not be listed; trying later may help.</exception>
    public async Task<RunPlan?> StartAsync(bool isPastDue, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var slot = slots.At(now);
        var request = schedule.RequestFor(slot, ScheduleSlot.WarningsFor(slot, now, isPastDue));
        try
        {
            return await dispatcher.StartAsync(request, cancellationToken);
        }
        catch (Exception exception) when (exception is KeepnetApiException { Next: NextStep.FixSettings } or VaultException { IsPassing: false } or InvalidSettingsException)
        {
            RunEvents.LogStopped(logger, request.RunId, request.Trigger, ExportFailure.TryOf(exception)!);
            return null;
        }
    }
}
