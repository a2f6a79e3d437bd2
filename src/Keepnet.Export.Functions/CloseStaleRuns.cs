using Keepnet.Export.Runs.Closing;
using Microsoft.Azure.Functions.Worker;

namespace Keepnet.Export.Functions;

/// <summary>Closes the runs that nobody else closed.</summary>
public sealed class CloseStaleRuns(StaleRuns runs)
{
    [Function(nameof(CloseStaleRuns))]
    public Task RunAsync([TimerTrigger("%CloseStaleRunsSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.CloseAsync(cancellationToken);
}
