using Keepnet.Export.Exporting.Isolation;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Storage;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Exporting.Publishing;

/// <summary>
/// Takes back an export that turned out to hold another company's data. The journal line comes first: whatever dies after it,
/// whoever resumes or closes the run finishes the rest. Then <c>latest.json</c>, the manifest and the files go, in this order, so
/// that a reader never follows a pointer to nothing and never finds a manifest without its files.
/// </summary>
internal sealed partial class ExportWithdrawal(
    IExportStore store, CompanySegments segments, RunJournal journal, LatestReset latest, TimeProvider time, ILogger<ExportWithdrawal> logger)
{
    /// <summary>Runs to its end even when the run is being canceled. Returns the journal line.</summary>
    public async Task<JournalEntry> WithdrawAsync(RunPlan plan, PublishedExport export, ExportFailure failure)
    {
        var entry = await AnnounceAsync(plan, export, failure);
        await RemoveAsync(plan, export.CompanyId);
        return entry;
    }

    /// <summary>Writes the journal line only: for an export that somebody is still publishing, who removes it himself.</summary>
    public async Task<JournalEntry> AnnounceAsync(RunPlan plan, PublishedExport export, ExportFailure failure)
    {
        var entry = JournalEntry.Failed(export.CompanyId, export.CompanyName, failure, time.GetUtcNow()) with
        {
            Attempt = export.Attempt,
            Withdrawn = export.Manifest,
        };
        LogWithdrawn(export.Manifest, failure.Reason);
        await journal.AppendAsync(plan.RunId, entry, CancellationToken.None);
        return entry;
    }

    /// <summary>Finishes withdrawals that were cut off: what the journal says was withdrawn must not be found.</summary>
    public async Task FinishAsync(RunPlan plan, JournalDigest digest)
    {
        foreach (var entry in digest.Failures.Values.Where(entry => entry is { Outcome: ExportOutcome.Failed, Withdrawn: not null }))
        {
            await RemoveAsync(plan, entry.CompanyId);
        }
    }

    private async Task RemoveAsync(RunPlan plan, string companyId)
    {
        var segment = await segments.OfAsync(companyId, CancellationToken.None);
        var folder = StorePaths.ExportFolder(segment, plan.Period, plan.RunId);
        var path = StorePaths.Manifest(folder);
        var manifest = await store.TryReadAsync(path, CancellationToken.None);
        await latest.LeaveAsync(segment, plan.Period, path, CancellationToken.None);
        if (manifest is not { } file)
        {
            return;
        }

        await store.DeleteAsync(path, CancellationToken.None);

        // Whose files a damaged one listed nobody can say: whoever closes the run removes them as strays.
        if (ExportJson.TryRead<ExportManifest>(file.Content.Span) is { Attempt: var attempt })
        {
            await store.DeleteFolderAsync($"{folder}/{StorePaths.AttemptFolder(attempt)}", CancellationToken.None);
        }
    }

    [LoggerMessage(EventName = "ExportWithdrawn", Level = LogLevel.Error, Message = "{Manifest} is withdrawn: {Reason}")]
    private partial void LogWithdrawn(string manifest, string reason);
}
