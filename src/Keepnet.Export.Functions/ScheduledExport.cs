using Keepnet.Export.Runs.Execution;
using Microsoft.Azure.Functions.Worker;

namespace Keepnet.Export.Functions;

/// <summary>Starts the export of all companies at its time.</summary>
public sealed class ScheduledExport(ScheduledRuns runs)
{
    /// <summary>Firing twice for one time makes one run; a try that fails is repeated and goes on where it was cut off.</summary>
    [Function(nameof(ScheduledExport))]
    [ExponentialBackoffRetry(5, "00:01:00", "00:15:00")]
    public Task RunAsync([TimerTrigger("%ExportSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.StartAsync(timer.IsPastDue, cancellationToken);
}
