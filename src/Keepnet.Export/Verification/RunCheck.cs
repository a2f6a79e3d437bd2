using System.Text.Json;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Verification;

/// <summary>Checks that what the runs say they wrote is there.</summary>
internal sealed class RunCheck(IExportStore store, RunCatalog runs, ExportCheck check, bool clean)
{
    public async Task RunAsync(string? runId, CancellationToken cancellationToken)
    {
        foreach (var id in runId is null ? await runs.ListAsync(cancellationToken) : [runId])
        {
            try
            {
                await JournalAsync(id, cancellationToken);
            }
            catch (JsonException)
            {
                check.Report(StorePaths.RunFolder(id), StoreProblem.Unreadable, "Its plan or summary is not the JSON this program writes.");
            }
        }
    }

    private async Task JournalAsync(string runId, CancellationToken cancellationToken)
    {
        if (await runs.FindPlanAsync(runId, cancellationToken) is null)
        {
            if (clean && await RemoveListAsync(runId, cancellationToken))
            {
                return;
            }

            check.Report(StorePaths.Plan(runId), StoreProblem.Missing, "The run has no plan: it was cut off while the companies were listed. Start a new run, and remove this one with --clean.");
            return;
        }

        _ = await runs.FindSummaryAsync(runId, cancellationToken);
        var last = new Dictionary<string, string?>(StringComparer.Ordinal);
        await foreach (var entry in new RunJournal(store).ReadAsync(runId, cancellationToken))
        {
            last[entry.CompanyId] = entry.Manifest;
        }

        foreach (var manifest in last.Values.OfType<string>())
        {
            if (await store.TryReadAsync(manifest, cancellationToken) is null)
            {
                check.Report(manifest, StoreProblem.Missing, $"The journal of run {runId} says it was written, but it is not in the store.");
            }
        }
    }

    // A list of companies without a plan is worth nothing; anything else is somebody's to look at.
    private async Task<bool> RemoveListAsync(string runId, CancellationToken cancellationToken)
    {
        var folder = StorePaths.RunFolder(runId);
        var files = await store.ListAsync(folder, cancellationToken).ToListAsync(cancellationToken);
        if (files is not [{ Path: var only }] || only != StorePaths.Companies(runId))
        {
            return false;
        }

        await store.DeleteFolderAsync(folder, cancellationToken);
        check.NoteCleaned(folder);
        return true;
    }
}
