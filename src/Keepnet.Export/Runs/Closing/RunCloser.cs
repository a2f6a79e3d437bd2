using Keepnet.Export.Companies;
using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Census;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Storage;
using Keepnet.Export.Telemetry;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Runs.Closing;

/// <summary>Closes a run whose companies are all accounted for: checks the journal against the store and writes the summary.</summary>
internal sealed class RunCloser(
    IExportStore store, RunJournal journal, CompanySegments segments, RunCatalog catalog, ExportWithdrawal withdrawal, TimeProvider time,
    ExportTelemetry telemetry, ILogger<RunCloser> logger)
{
    private readonly Roster _roster = new(store);
    private readonly RunComparison _comparison = new(store, catalog);
    private readonly RunInterruptions _interruptions = new(store, time);
    private readonly ManifestCheck _manifests = new(store, journal, segments, time);
    private readonly SummaryFile _summaries = new(store);

    /// <summary>The summary, written; null while companies are without an outcome.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="unjournalled">Calls of this process that no journal line and no plan counts.</param>
    /// <param name="cancellationToken">Ends the check; nothing is written then.</param>
    public async Task<RunSummary?> TryCloseAsync(RunPlan plan, ApiCounts unjournalled, CancellationToken cancellationToken)
    {
        var ids = await _roster.IdsAsync(plan.RunId, cancellationToken);
        var digest = await JournalDigest.ReadAsync(journal, plan.RunId, cancellationToken);
        if (ids.Count != plan.Expected)
        {
            throw new StoreException(
                $"{StorePaths.Companies(plan.RunId)} has {ids.Count} companies; the plan of the run says {plan.Expected}. Start a new run.", isPassing: false);
        }

        if (!ids.All(digest.Outcomes.ContainsKey))
        {
            return null;
        }

        await withdrawal.FinishAsync(plan, digest);
        var census = await RunCensus.TakeAsync(_roster, plan.RunId, cancellationToken);
        var changes = await _manifests.RunAsync(plan, ids, digest, census, cancellationToken);
        var others = unjournalled + await _interruptions.SpentAsync(plan.RunId, cancellationToken);
        var end = Summarize(plan, ids, digest, census.Checks.Summary, others) with { Changes = changes };
        var summary = await _comparison.CompleteAsync(plan, ids, end, census.Drift, cancellationToken);
        if (await _summaries.WriteAsync(summary, cancellationToken))
        {
            telemetry.RunEnded(plan, summary);
            RunEvents.LogEnded(logger, plan, summary);
        }

        return summary;
    }

    private RunSummary Summarize(RunPlan plan, HashSet<string> ids, JournalDigest digest, TenantChecks? checks, ApiCounts unjournalled)
    {
        var now = time.GetUtcNow();
        var counts = digest.Count(plan.Expected, ids);
        var api = plan.Api + digest.Api + unjournalled;
        return new RunSummary
        {
            Schema = 1,
            RunId = plan.RunId,
            Outcome = counts.ToRunOutcome(),
            Period = plan.Period,
            Store = store.Location,
            Companies = counts,
            Failures = [.. digest.Failures.Values.Where(entry => ids.Contains(entry.CompanyId)).OrderBy(entry => entry.CompanyId, StringComparer.Ordinal).Select(CompanyFailure.Of)],
            Warnings = RunWarnings.Of(plan, digest, checks),
            ApiCalls = api.Calls,
            Retries = api.Retries,
            Throttled = api.Throttled,
            Bytes = digest.Bytes,
            Seconds = Math.Round((now - plan.RequestedAt).TotalSeconds, 2),
            StartedAt = plan.RequestedAt,
            FinishedAt = now,
            Complete = true,
            Checks = checks,
        };
    }
}
