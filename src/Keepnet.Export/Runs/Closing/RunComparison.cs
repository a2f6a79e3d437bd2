using Keepnet.Export.Companies;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Census;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Runs.Closing;

/// <summary>Says of a run that ends what came and what went since the previous run of all companies.</summary>
internal sealed class RunComparison(IExportStore store, RunCatalog catalog)
{
    private readonly Roster _roster = new(store);

    /// <param name="plan">The run.</param>
    /// <param name="ids">Its companies.</param>
    /// <param name="summary">Its end so far.</param>
    /// <param name="drift">What its answers showed.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<RunSummary> CompleteAsync(
        RunPlan plan, HashSet<string> ids, RunSummary summary, DriftCensus drift, CancellationToken cancellationToken)
    {
        // Only a run of all companies can tell.
        var previous = plan.Filters.IsAll ? await catalog.FindPreviousOfAllAsync(plan, cancellationToken) : null;
        var before = previous is null ? null : await catalog.FindSummaryAsync(previous.RunId, cancellationToken);
        return summary with
        {
            Roster = await ProveRosterAsync(ids, previous, cancellationToken),
            Drift = new DriftComparison(plan, before).Summarize(drift, plan.Expected - summary.Companies.Succeeded),
        };
    }

    private async Task<RosterProof> ProveRosterAsync(HashSet<string> ids, RunPlan? previous, CancellationToken cancellationToken)
    {
        var proof = new RosterProof { Count = ids.Count, Sha256 = Roster.Hash(ids) };
        if (previous is null)
        {
            return proof;
        }

        var before = await _roster.IdsAsync(previous.RunId, cancellationToken);
        return proof with
        {
            Added = [.. ids.Where(id => !before.Contains(id)).Order(StringComparer.Ordinal)],
            Gone = [.. before.Where(id => !ids.Contains(id)).Order(StringComparer.Ordinal)],
        };
    }
}
