using System.Runtime.CompilerServices;
using System.Text.Json;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Runs.Catalog;

/// <summary>The runs in the store.</summary>
public sealed class RunCatalog(IExportStore store)
{
    /// <summary>Ids of all runs that have a plan, newest first.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        await foreach (var folder in store.ListFoldersAsync(StorePaths.Runs, cancellationToken))
        {
            if (StorePaths.RunIdOf(folder) is { } id && RunId.IsValid(id))
            {
                ids.Add(id);
            }
        }

        ids.Reverse();
        return ids;
    }

    /// <summary>Plans of all runs, newest first.</summary>
    public async IAsyncEnumerable<RunPlan> PlansAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Ids of one second are in no order: their plans tell which was asked for last.
        foreach (var second in (await ListAsync(cancellationToken)).GroupBy(RunId.StampOf))
        {
            var plans = new List<RunPlan>();
            foreach (var id in second)
            {
                if (await FindReadablePlanAsync(id, cancellationToken) is { } plan)
                {
                    plans.Add(plan);
                }
            }

            foreach (var plan in plans.OrderByDescending(plan => plan.RequestedAt))
            {
                yield return plan;
            }
        }
    }

    /// <summary>The plan of a run; null when there is none.</summary>
    /// <exception cref="JsonException">The plan is damaged.</exception>
    public async Task<RunPlan?> FindPlanAsync(string runId, CancellationToken cancellationToken) =>
        await store.TryReadAsync(StorePaths.Plan(runId), cancellationToken) is { } file ? ExportJson.Read<RunPlan>(file.Content.Span) : null;

    /// <summary>The summary of a run; null when there is none, or a damaged one, which resuming the run writes again.</summary>
    public async Task<RunSummary?> FindSummaryAsync(string runId, CancellationToken cancellationToken) =>
        await store.TryReadAsync(StorePaths.Summary(runId), cancellationToken) is { } file ? ExportJson.TryRead<RunSummary>(file.Content.Span) : null;

    /// <exception cref="JsonException">The summary is damaged.</exception>
    internal async Task<RunSummary?> ReadSummaryAsync(string runId, CancellationToken cancellationToken) =>
        await store.TryReadAsync(StorePaths.Summary(runId), cancellationToken) is { } file ? ExportJson.Read<RunSummary>(file.Content.Span) : null;

    /// <summary>All runs with their outcome counts so far, newest first.</summary>
    public async IAsyncEnumerable<RunListing> ListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var plan in PlansAsync(cancellationToken))
        {
            var state = await StateOfAsync(plan, cancellationToken);
            yield return new RunListing
            {
                RunId = plan.RunId,
                Trigger = plan.Trigger,
                Period = plan.Period,
                RequestedAt = plan.RequestedAt,
                Finished = state.Summary is not null,
                Outcome = state.Summary?.Outcome,
                Companies = state.Summary?.Companies ?? state.Journal!.Count(plan.Expected),
            };
        }
    }

    /// <summary>The newest run that has a plan but no summary, or null.</summary>
    public async Task<RunPlan?> FindUnfinishedAsync(CancellationToken cancellationToken)
    {
        await foreach (var plan in PlansAsync(cancellationToken))
        {
            if (await FindSummaryAsync(plan.RunId, cancellationToken) is null)
            {
                return plan;
            }
        }

        return null;
    }

    /// <summary>The newest finished run of all companies before this one, or null.</summary>
    public async Task<RunPlan?> FindPreviousOfAllAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        await foreach (var other in PlansAsync(cancellationToken))
        {
            if (other.RunId != plan.RunId && other.RequestedAt <= plan.RequestedAt && other.Filters.IsAll
                && await FindSummaryAsync(other.RunId, cancellationToken) is not null)
            {
                return other;
            }
        }

        return null;
    }

    /// <summary>How a run stands; one that is being retried goes on although it has a summary.</summary>
    internal async Task<RunState> StateOfAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var summary = await FindSummaryAsync(plan.RunId, cancellationToken);
        var retry = await FindRetryAsync(plan.RunId, cancellationToken);
        if (summary is not null && retry is null)
        {
            return new RunState(summary, null);
        }

        var journal = await JournalDigest.ReadAsync(new RunJournal(store), plan.RunId, cancellationToken);

        // Between the last company's end and the new summary, the old one tells of failures that are gone.
        var isOutdated = summary?.FinishedAt < retry?.RequestedAt && summary?.Companies != journal.Count(plan.Expected);
        var isRetried = isOutdated || retry?.Pending(plan, journal).Any() == true;
        return new RunState(isRetried ? null : summary, journal);
    }

    internal async Task<RunRetry?> FindRetryAsync(string runId, CancellationToken cancellationToken) =>
        await store.TryReadAsync(StorePaths.Retry(runId), cancellationToken) is { } file ? ExportJson.Read<RunRetry>(file.Content.Span) : null;

    // A damaged plan is for verify to name; it must not keep other runs from being listed, resumed or closed.
    internal async Task<RunPlan?> FindReadablePlanAsync(string runId, CancellationToken cancellationToken) =>
        await store.TryReadAsync(StorePaths.Plan(runId), cancellationToken) is { } file ? ExportJson.TryRead<RunPlan>(file.Content.Span) : null;
}
