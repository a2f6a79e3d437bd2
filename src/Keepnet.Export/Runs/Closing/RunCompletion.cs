using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Storage;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Runs.Closing;

/// <summary>
/// Closes runs whose companies are exported by several processes: whoever ends the last company writes the summary. What falls
/// between two stools here (a process that dies at the end, a store that fails) is closed by the search for stale runs.
/// </summary>
internal sealed partial class RunCompletion
{
    private readonly RunCatalog _catalog;
    private readonly RunCloser _closer;
    private readonly TimeProvider _time;
    private readonly ILogger<RunCompletion> _logger;

    public RunCompletion(RunCatalog catalog, RunCloser closer, TimeProvider time, ILogger<RunCompletion> logger) =>
        (_catalog, _closer, _time, _logger) = (catalog, closer, time, logger);

    /// <summary>A company of the run was journalled by this process. Never throws for a store that fails: the company is done.</summary>
    public async Task EndedAsync(RunContext run, CancellationToken cancellationToken)
    {
        if (!run.Progress.End(_time.GetUtcNow()))
        {
            return;
        }

        try
        {
            await LookAsync(run, cancellationToken);
        }
        catch (StoreException exception)
        {
            LogNotClosed(run.Plan.RunId, exception.Message);
        }
    }

    private async Task LookAsync(RunContext run, CancellationToken cancellationToken)
    {
        var state = await _catalog.StateOfAsync(run.Plan, cancellationToken);
        if (state is not { Summary: null, Journal: { } journal })
        {
            return;
        }

        var retry = await _catalog.FindRetryAsync(run.Plan.RunId, cancellationToken);
        var again = retry?.Pending(run.Plan, journal).Count() ?? 0;
        var missing = run.Plan.Expected - journal.Outcomes.Count + again;
        run.Progress.Saw(missing);
        if (missing <= 0)
        {
            await _closer.TryCloseAsync(run.Plan, new ApiCounts(), cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Run {RunId} could not be closed yet: {Reason}")]
    private partial void LogNotClosed(string runId, string reason);
}
