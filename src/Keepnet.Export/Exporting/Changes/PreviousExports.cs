using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Exporting.Changes;

/// <summary>Finds the export that a new one is compared with: the newest of an earlier run of the same company and period.</summary>
internal sealed class PreviousExports(IExportStore store)
{
    /// <summary>Null when there is none, or none that tells what it holds.</summary>
    /// <param name="segment">The company as a path segment.</param>
    /// <param name="job">The new export.</param>
    /// <param name="warn">Told of files that cannot be read.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    public async Task<ExportManifest?> FindAsync(string segment, ExportJob job, Action<string> warn, CancellationToken cancellationToken)
    {
        var period = job.Period.ToString();
        var latest = await ReadAsync<LatestPointer>(StorePaths.Latest(segment, period), warn, cancellationToken);
        var runId = latest switch
        {
            null => null,
            _ when latest.RunId != job.RunId && latest.IsOlderThan(job.RequestedAt, job.RunId) && RunId.IsValid(latest.RunId) => latest.RunId,
            _ => await NewestBeforeAsync(segment, period, job.RunId, cancellationToken),
        };
        var manifest = runId is null
            ? null
            : await ReadAsync<ExportManifest>(StorePaths.Manifest(StorePaths.ExportFolder(segment, period, runId)), warn, cancellationToken);
        return manifest?.Changes is null ? null : manifest;
    }

    // For a retry, and for a run that was resumed after a later one: run ids sort by time.
    private async Task<string?> NewestBeforeAsync(string segment, string period, string runId, CancellationToken cancellationToken)
    {
        var earlier = new List<string>();
        await foreach (var folder in store.ListFoldersAsync(StorePaths.PeriodFolder(segment, period), cancellationToken))
        {
            if (StorePaths.RunIdOf(folder) is { } id && RunId.IsValid(id) && string.CompareOrdinal(id, runId) < 0)
            {
                earlier.Add(id);
            }
        }

        foreach (var id in earlier.OrderDescending(StringComparer.Ordinal))
        {
            if (await store.TryReadAsync(StorePaths.Manifest(StorePaths.ExportFolder(segment, period, id)), cancellationToken) is not null)
            {
                return id;
            }
        }

        return null;
    }

    private async Task<T?> ReadAsync<T>(string path, Action<string> warn, CancellationToken cancellationToken)
        where T : class
    {
        if (await store.TryReadAsync(path, cancellationToken) is not { } file)
        {
            return null;
        }

        var value = ExportJson.TryRead<T>(file.Content.Span);
        if (value is null)
        {
            warn($"{path} is not the JSON this program writes; everything counts as new.");
        }

        return value;
    }
}
