using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Closing;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Requests;

/// <summary>Tells how runs stand.</summary>
internal sealed class RunReader(RunCatalog runs, RunStops stops, IExportStore store)
{
    /// <summary>The plan of a run.</summary>
    /// <exception cref="RequestException">There is no such run.</exception>
    public async Task<RunPlan> RequirePlanAsync(string runId, CancellationToken cancellationToken) =>
        await runs.FindPlanAsync(InputRules.KnownRunId(runId), cancellationToken)
        ?? throw RequestException.NoRun(runId);

    public async Task<RunDocument> ReadAsync(string runId, CancellationToken cancellationToken)
    {
        var plan = await RequirePlanAsync(runId, cancellationToken);
        var state = await runs.StateOfAsync(plan, cancellationToken);
        return state.Summary is { } summary ? Finished(plan, summary) : GoingOn(plan, state.Journal!);
    }

    public async Task<RunsDocument> ListAsync(int limit, CancellationToken cancellationToken)
    {
        var listings = new List<RunListing>();
        await foreach (var listing in runs.ListingsAsync(cancellationToken).Take(limit))
        {
            listings.Add(listing.Finished || stops.Find(listing.RunId) is null ? listing : listing with { Outcome = RunOutcome.Stopped });
        }

        return new RunsDocument(listings);
    }

    private static RunDocument Finished(RunPlan plan, RunSummary summary) => new()
    {
        RunId = plan.RunId,
        Trigger = plan.Trigger,
        Finished = true,
        Outcome = summary.Outcome,
        Period = plan.Period,
        RequestedAt = plan.RequestedAt,
        ScheduledFor = plan.ScheduledFor,
        FinishedAt = summary.FinishedAt,
        Store = summary.Store,
        Companies = summary.Companies,
        Failures = summary.Failures,
        Warnings = summary.Warnings,
        ApiCalls = summary.ApiCalls,
        Retries = summary.Retries,
        Throttled = summary.Throttled,
        Bytes = summary.Bytes,
        Seconds = summary.Seconds,
        Changes = summary.Changes,
        Roster = summary.Roster,
        Complete = summary.Complete == true,
    };

    private RunDocument GoingOn(RunPlan plan, JournalDigest journal)
    {
        var (counts, stop, api) = (journal.Count(plan.Expected), stops.Find(plan.RunId), plan.Api + journal.Api);
        return new RunDocument
        {
            RunId = plan.RunId,
            Trigger = plan.Trigger,
            Finished = false,
            Outcome = stop is null ? null : RunOutcome.Stopped,
            Code = stop?.Code,
            Reason = stop?.Reason,
            Period = plan.Period,
            RequestedAt = plan.RequestedAt,
            ScheduledFor = plan.ScheduledFor,
            Store = store.Location,
            Companies = counts,
            Failures = [.. journal.Failures.Values.OrderBy(entry => entry.CompanyId, StringComparer.Ordinal).Select(CompanyFailure.Of)],
            Warnings = RunWarnings.Of(plan, journal, checks: null),
            ApiCalls = api.Calls,
            Retries = api.Retries,
            Throttled = api.Throttled,
            Bytes = journal.Bytes,
            Complete = counts.Done == plan.Expected,
        };
    }
}
