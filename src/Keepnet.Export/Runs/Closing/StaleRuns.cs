using Keepnet.Export.Companies;
using Keepnet.Export.Exporting;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Runs.Closing;

/// <summary>
/// Finds runs of the schedule and of requests that nobody closed: a message lost, a process that died at the end. What other runs
/// leave unfinished a person resumes.
/// </summary>
public sealed partial class StaleRuns
{
    // Older runs than this were looked at many times; reading their plans again and again would only cost.
    private static readonly TimeSpan LooksBack = TimeSpan.FromDays(30);

    private readonly RunCatalog _catalog;
    private readonly RunJournal _journal;
    private readonly RunCloser _closer;
    private readonly Roster _roster;
    private readonly ExportOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<StaleRuns> _logger;

    internal StaleRuns(
        RunCatalog catalog, RunJournal journal, RunCloser closer, IExportStore store, ExportOptions options, TimeProvider time, ILogger<StaleRuns> logger)
    {
        (_catalog, _journal, _closer, _options, _time, _logger) = (catalog, journal, closer, options, time, logger);
        _roster = new Roster(store);
    }

    /// <summary>Plans of the runs that nobody has closed, oldest first.</summary>
    public async Task<IReadOnlyList<RunPlan>> FindUnfinishedAsync(CancellationToken cancellationToken)
    {
        var since = RunId.Stamp(_time.GetUtcNow() - LooksBack);
        var plans = new List<RunPlan>();
        foreach (var id in (await _catalog.ListAsync(cancellationToken)).TakeWhile(id => string.CompareOrdinal(id, since) >= 0))
        {
            if (await _catalog.FindReadablePlanAsync(id, cancellationToken) is { Trigger: RunTrigger.Schedule or RunTrigger.Request } plan
                && (await _catalog.StateOfAsync(plan, cancellationToken)).Summary is null)
            {
                plans.Add(plan);
            }
        }

        plans.Reverse();
        return plans;
    }

    /// <summary>
    /// Closes every unfinished run that has shown no sign of life for <see cref="ExportOptions.StaleAfter"/>: companies that never
    /// reported become failed (<c>unavailable</c>). A run whose companies have all reported is closed at once. Returns the ids of
    /// the runs that were closed.
    /// </summary>
    public async Task<IReadOnlyList<string>> CloseAsync(CancellationToken cancellationToken)
    {
        var closed = new List<string>();
        foreach (var plan in await FindUnfinishedAsync(cancellationToken))
        {
            if (await TryCloseAsync(plan, cancellationToken))
            {
                closed.Add(plan.RunId);
            }
        }

        return closed;
    }

    private async Task<bool> TryCloseAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var journal = await JournalDigest.ReadAsync(_journal, plan.RunId, cancellationToken);
        var retry = await _catalog.FindRetryAsync(plan.RunId, cancellationToken);
        var lastSign = new[] { plan.RequestedAt, journal.LastEnd, retry?.RequestedAt }.Max();
        if (_time.GetUtcNow() - lastSign >= _options.StaleAfter)
        {
            return await CloseStaleAsync(plan, journal, retry, cancellationToken);
        }

        var isRetried = retry?.Pending(plan, journal).Any() == true;
        return !isRetried && await _closer.TryCloseAsync(plan, new ApiCounts(), cancellationToken) is not null;
    }

    private async Task<bool> CloseStaleAsync(RunPlan plan, JournalDigest journal, RunRetry? retry, CancellationToken cancellationToken)
    {
        var missing = 0;
        await foreach (var planned in _roster.ReadAsync(plan.RunId, cancellationToken))
        {
            if (!journal.Outcomes.ContainsKey(planned.Company.Id))
            {
                await _journal.AppendAsync(plan.RunId, NeverReported(planned.Company.Id, planned.Company.Name), cancellationToken);
                missing++;
            }
        }

        foreach (var again in retry?.Pending(plan, journal) ?? [])
        {
            // What the company had before the retry still stands; only the wish to have it again ends here.
            await _journal.AppendAsync(plan.RunId, journal.Failures[again.CompanyId] with { Attempt = again.Attempt, Calls = 0, Retries = 0, Throttled = 0 }, cancellationToken);
            missing++;
        }

        var summary = await _closer.TryCloseAsync(plan, new ApiCounts(), cancellationToken);
        LogStale(plan.RunId, plan.Trigger, missing, _options.StaleAfter);
        return summary is not null;
    }

    private JournalEntry NeverReported(string companyId, string? companyName)
    {
        var reason = $"Company {companyId} was never reported: its message was lost, or the process that worked on it died. Retry the run.";
        return JournalEntry.Failed(companyId, companyName, new ExportFailure(FailureCodes.Unavailable, reason), _time.GetUtcNow());
    }

    [LoggerMessage(
        EventName = "RunStale", Level = LogLevel.Error,
        Message = "Run {RunId} ({Trigger}) was closed although {Missing} companies never reported: no sign of life for {StaleAfter}.")]
    private partial void LogStale(string runId, string trigger, int missing, TimeSpan staleAfter);
}
