using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Exporting.Publishing;

/// <summary>Moves <c>latest.json</c> away from an export that is withdrawn; the only way it ever moves backwards.</summary>
internal sealed class LatestReset(IExportStore store, RunCatalog runs)
{
    /// <summary>
    /// Puts the pointer on the newest other export of the company and period, or removes it when there is none. A pointer to
    /// another manifest stays.
    /// </summary>
    public async Task LeaveAsync(string segment, string period, string manifestPath, CancellationToken cancellationToken)
    {
        var path = StorePaths.Latest(segment, period);

        // A damaged one leads nobody anywhere.
        while (await store.TryReadAsync(path, cancellationToken) is { } current
            && ExportJson.TryRead<LatestPointer>(current.Content.Span)?.Manifest == manifestPath)
        {
            var next = await FindNewestAsync(segment, period, manifestPath, cancellationToken);
            if (next is null
                ? await store.TryDeleteAsync(path, current.Version, cancellationToken)
                : await store.TryReplaceAsync(path, ExportJson.Document(next), current.Version, cancellationToken))
            {
                return;
            }
        }
    }

    private async Task<LatestPointer?> FindNewestAsync(string segment, string period, string but, CancellationToken cancellationToken)
    {
        LatestPointer? newest = null;
        await foreach (var folder in store.ListFoldersAsync(StorePaths.PeriodFolder(segment, period), cancellationToken))
        {
            if (StorePaths.RunIdOf(folder) is { } runId
                && await ReadAsync(StorePaths.Manifest(StorePaths.ExportFolder(segment, period, runId)), but, period, cancellationToken) is { } found
                && (newest is null || newest.IsOlderThan(found.RequestedAt, found.RunId)))
            {
                newest = found;
            }
        }

        return newest;
    }

    // A damaged manifest is for verify to name; nobody should be led to it.
    private async Task<LatestPointer?> ReadAsync(string path, string but, string period, CancellationToken cancellationToken)
    {
        if (path == but || await store.TryReadAsync(path, cancellationToken) is not { } file
            || ExportJson.TryRead<ExportManifest>(file.Content.Span) is not { } manifest)
        {
            return null;
        }

        var plan = await runs.FindReadablePlanAsync(manifest.RunId, cancellationToken);
        return LatestPointer.To(path, manifest, file.Content, period, plan?.RequestedAt ?? manifest.StartedAt);
    }
}
