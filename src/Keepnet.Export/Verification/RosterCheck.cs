using System.Text.Json;
using Keepnet.Export.Companies;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Verification;

/// <summary>Checks that a run still lists the companies that it planned and that its summary proves.</summary>
internal sealed class RosterCheck(IExportStore store, ExportCheck check)
{
    private readonly Roster _roster = new(store);

    public async Task RunAsync(RunPlan plan, RunSummary? summary, CancellationToken cancellationToken)
    {
        var path = StorePaths.Companies(plan.RunId);
        var ids = await TryReadAsync(plan.RunId, cancellationToken);
        if (ids is null)
        {
            check.Report(path, StoreProblem.Unreadable, "It holds a line that is no company. Start a new run.");
        }
        else if (ids.Count == 0 && plan.Expected > 0)
        {
            check.Report(path, StoreProblem.Missing, $"The run was planned with {plan.Expected} companies, and none is listed. Start a new run.");
        }
        else if (ids.Count != plan.Expected || (summary?.Roster is { } proof && proof.Sha256 != Roster.Hash(ids)))
        {
            check.Report(path, StoreProblem.Changed, "It does not list the companies that the run's plan or summary speaks of. Start a new run.");
        }
    }

    private async Task<HashSet<string>?> TryReadAsync(string runId, CancellationToken cancellationToken)
    {
        try
        {
            return await _roster.IdsAsync(runId, cancellationToken);
        }
        catch (Exception exception) when (exception is JsonException or StoreException { IsPassing: false, IsStoreWide: false })
        {
            return null;
        }
    }
}
