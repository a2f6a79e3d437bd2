using Keepnet.Export.Exporting.Attempts;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Layout;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Exporting.Publishing;

/// <summary>
/// Removes what attempts that did not win left in an export's folder. One that can still win may belong to a worker that is slow
/// or was put to sleep: it is marked first, so that its worker notices, before or right after it publishes, and begins anew.
/// </summary>
internal sealed class StrayAttempts(IExportStore store, TimeProvider time)
{
    /// <summary>From the mark to the removal: far longer than a worker takes from its last look at its files to its manifest.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <param name="exportFolder">Folder of the company, period and run.</param>
    /// <param name="winner">The attempt that the manifest names; null when there is no manifest.</param>
    /// <param name="upTo">The last attempt that has ended. Later ones are somebody's retry at work; they look after themselves.</param>
    /// <param name="cancellationToken">Ends the removal.</param>
    public async Task RemoveAsync(string exportFolder, string? winner, int upTo, CancellationToken cancellationToken)
    {
        await foreach (var folder in store.ListFoldersAsync(exportFolder, cancellationToken))
        {
            if (StorePaths.AttemptOf(folder) is { } attempt && attempt != winner && AttemptName.NumberOf(attempt) <= upTo)
            {
                await TryRemoveAsync(exportFolder, attempt, winner, cancellationToken);
            }
        }
    }

    /// <summary>False when the attempt has won meanwhile.</summary>
    public async Task<bool> TryRemoveAsync(string exportFolder, string attempt, string? winner, CancellationToken cancellationToken)
    {
        var folder = $"{exportFolder}/{StorePaths.AttemptFolder(attempt)}";
        if (!IsBeaten(attempt, winner))
        {
            var mark = StorePaths.Removing(folder);
            await store.TryCreateAsync(mark, "{}\n"u8.ToArray(), cancellationToken);
            await Task.Delay(Grace, time, cancellationToken);
            if (await HasWonAsync(exportFolder, attempt, cancellationToken))
            {
                await store.DeleteAsync(mark, cancellationToken);
                return false;
            }

            await RemoveAllButAsync(mark, folder, cancellationToken);
        }

        await store.DeleteFolderAsync(folder, cancellationToken);
        return true;
    }

    // A first export creates the manifest only where none is, and a retry, which has a higher number, replaces the one it knows.
    private static bool IsBeaten(string attempt, string? winner) =>
        winner is not null && AttemptName.NumberOf(attempt) <= AttemptName.NumberOf(winner);

    // Of a damaged manifest nobody can say whose it was.
    private async Task<bool> HasWonAsync(string exportFolder, string attempt, CancellationToken cancellationToken) =>
        await store.TryReadAsync(StorePaths.Manifest(exportFolder), cancellationToken) is { } file
        && (ExportJson.TryRead<ExportManifest>(file.Content.Span) is not { } manifest || manifest.Attempt == attempt);

    // The mark goes last: a worker that looks meanwhile finds it, or misses a file.
    private async Task RemoveAllButAsync(string mark, string folder, CancellationToken cancellationToken)
    {
        foreach (var entry in await store.ListAsync(folder, cancellationToken).Where(entry => entry.Path != mark).ToListAsync(cancellationToken))
        {
            await store.DeleteAsync(entry.Path, cancellationToken);
        }
    }
}
