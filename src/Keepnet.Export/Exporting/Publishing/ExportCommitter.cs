using System.Text.Json;
using Keepnet.Export.Exporting.Attempts;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Layout;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Exporting.Publishing;

/// <summary>
/// Publishes an attempt: its files, then the manifest in one step, then <c>latest.json</c>. Of two workers on one company
/// the first to create the manifest wins; the other takes its files back. One that was put to sleep on the way may find that
/// its files were removed; then nothing is published.
/// </summary>
internal sealed class ExportCommitter(IExportStore store, TimeProvider time)
{
    private readonly StrayAttempts _strays = new(store, time);

    /// <summary>The manifest that now stands, ours or the winner's.</summary>
    /// <param name="exportFolder">Folder of the company, period and run.</param>
    /// <param name="files">The attempt, fetched and checked.</param>
    /// <param name="describe">Makes the manifest from the list of files.</param>
    /// <param name="replaced">The version of the manifest that a retry replaces; null for a first export.</param>
    /// <param name="cancellationToken">Ends the wait; what was published by then is taken back unless the manifest stands.</param>
    public async Task<ExportManifest> CommitAsync(
        string exportFolder,
        AttemptFiles files,
        Func<IReadOnlyList<ManifestFile>, ExportManifest> describe,
        StoreVersion? replaced,
        CancellationToken cancellationToken)
    {
        var manifest = describe(await files.CommitAsync(cancellationToken));
        var path = StorePaths.Manifest(exportFolder);
        if (!await files.AreWholeAsync(manifest.Files, cancellationToken)
            || !await TryPublishAsync(path, ExportJson.Document(manifest), replaced, files, cancellationToken))
        {
            await files.RemoveAsync();
            return await FindAsync(path, cancellationToken) is { } winner && winner.File.Version != replaced ? winner.Manifest : throw Removed(path, manifest);
        }

        // Whoever removes attempts marks them, then looks for a manifest: one of the two sees the other.
        if (replaced is null && !await files.AreThereAsync(manifest.Files, CancellationToken.None))
        {
            await WithdrawAsync(path, files);
            throw Removed(path, manifest);
        }

        await _strays.RemoveAsync(exportFolder, files.Attempt, AttemptName.NumberOf(files.Attempt), cancellationToken);
        return manifest;
    }

    /// <summary>The manifest at a path with its version, or null.</summary>
    /// <exception cref="StoreException">It is damaged, or the store failed.</exception>
    public async Task<(ExportManifest Manifest, StoredFile File)?> FindAsync(string path, CancellationToken cancellationToken)
    {
        if (await store.TryReadAsync(path, cancellationToken) is not { } file)
        {
            return null;
        }

        try
        {
            return (ExportJson.Read<ExportManifest>(file.Content.Span), file);
        }
        catch (JsonException exception)
        {
            throw new StoreException(
                $"{path} in {store.Location} is not the JSON this program writes: it was damaged. Restore it, or remove its folder and export the company again.",
                isPassing: false,
                exception);
        }
    }

    /// <summary>Moves <c>latest.json</c> to a manifest, unless it already points to a newer run.</summary>
    public async Task MoveLatestAsync(string segment, string period, DateTimeOffset requestedAt, string manifestPath, CancellationToken cancellationToken)
    {
        var path = StorePaths.Latest(segment, period);
        while (true)
        {
            // In this order: whoever replaces the manifest afterwards moves the pointer too, and then this move fails and is tried again.
            var current = await store.TryReadAsync(path, cancellationToken);
            if (await FindAsync(manifestPath, cancellationToken) is not { } found)
            {
                return;
            }

            var next = LatestPointer.To(manifestPath, found.Manifest, found.File.Content, period, requestedAt);
            // One that is damaged cannot be newer than anything.
            if (current is not null && ExportJson.TryRead<LatestPointer>(current.Content.Span) is { } pointer && !IsNewer(next, pointer))
            {
                return;
            }

            var content = ExportJson.Document(next);
            if (current is null
                ? await store.TryCreateAsync(path, content, cancellationToken)
                : await store.TryReplaceAsync(path, content, current.Version, cancellationToken))
            {
                return;
            }
        }
    }

    private async Task<bool> TryPublishAsync(
        string path, byte[] content, StoreVersion? replaced, AttemptFiles files, CancellationToken cancellationToken)
    {
        try
        {
            return replaced is { } version
                ? await store.TryReplaceAsync(path, content, version, cancellationToken)
                : await store.TryCreateAsync(path, content, cancellationToken);
        }
        catch (Exception)
        {
            // The write may have arrived although its answer did not, or may still be on its way: the files must stay. If it
            // never arrives, whoever commits or closes next removes them.
            if (await IsOursAsync(path, files.Attempt))
            {
                return true;
            }

            throw;
        }
    }

    private async Task<bool> IsOursAsync(string path, string attempt)
    {
        try
        {
            return await FindAsync(path, CancellationToken.None) is { } found && found.Manifest.Attempt == attempt;
        }
        catch (StoreException)
        {
            // Unknown. The company comes again, and then the manifest is there or not.
            return false;
        }
    }

    // While nobody can say whose manifest stands, the files it may list stay.
    private async Task WithdrawAsync(string path, AttemptFiles files)
    {
        if (await FindAsync(path, CancellationToken.None) is { } found && found.Manifest.Attempt == files.Attempt)
        {
            await store.DeleteAsync(path, CancellationToken.None);
        }

        await files.RemoveAsync();
    }

    private static StoreException Removed(string path, ExportManifest manifest) => new(
        $"{path} was not published: the files of attempt {manifest.Attempt} were removed by somebody who took it for dead. Export the company again.",
        isPassing: true);

    // A retry's export takes the place of its run's own.
    private static bool IsNewer(LatestPointer next, LatestPointer current) => next.RunId == current.RunId
        ? next.ManifestSha256 != current.ManifestSha256
        : current.IsOlderThan(next.RequestedAt, next.RunId);
}
