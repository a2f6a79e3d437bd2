using Keepnet.Export.Storage;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Runs;

/// <summary>
/// Closes runs whose companies are exported by several processes: whoever ends the last company writes the summary. What falls
/// between two stools here (a process that dies at the end, a store that fails) is closed by the search for stale runs.
/// </summary>
public sealed partial class RunCompletion
{
    private readonly RunJournal _journal;
    private readonly RunCloser _closer;
    private readonly TimeProvider _time;
    private readonly ILogger<RunCompletion> _logger;

    internal RunCompletion(RunJournal journal, RunCloser closer, TimeProvider time, ILogger<RunCompletion> logger) =>
        (_journal, _closer, _time, _logger) = (journal, closer, time, logger);

    /// <summary>A company of the run was journalled by this process. Never throws for a store that fails: the company is done.</summary>
    public async Task EndedAsync(RunContext run, CancellationToken cancellationToken)
    {
        if (!run.Progress.End(_time.GetUtcNow()))
        {
            return;
        }

        try
        {
            var digest = await JournalDigest.ReadAsync(_journal, run.Plan.RunId, cancellationToken);
            var missing = run.Plan.Expected - digest.Outcomes.Count;
            run.Progress.Saw(missing);
            if (missing <= 0)
            {
                await _closer.TryCloseAsync(run.Plan, new ApiCounts(), cancellationToken);
            }
        }
        catch (StoreException exception)
        {
            LogNotClosed(run.Plan.RunId, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Run {RunId} could not be closed yet: {Reason}")]
    private partial void LogNotClosed(string runId, string reason);
}
