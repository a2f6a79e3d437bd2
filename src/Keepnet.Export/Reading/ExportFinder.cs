using System.Runtime.CompilerServices;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Layout;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Reading;

/// <summary>Finds complete exports in the store, by their pointers and manifests.</summary>
internal sealed class ExportFinder(IExportStore store)
{
    // Of one company or folder each; more at once gains nothing on a disk and little on Blob Storage.
    private const int LooksAtOnce = 16;

    /// <summary>The newest exports of some companies, in the given order.</summary>
    /// <param name="companies">Folders below <see cref="StorePaths.Exports"/>.</param>
    /// <param name="period">Only of this period (its folder name); null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<StoredExport> NewestAsync(
        IAsyncEnumerable<string> companies, string? period, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in companies.Chunk(LooksAtOnce).WithCancellation(cancellationToken))
        {
            foreach (var export in (await Task.WhenAll(batch.Select(company => NewestOfAsync(company, period, cancellationToken)))).SelectMany(found => found))
            {
                yield return export;
            }
        }
    }

    /// <summary>Every export there is, in the order of their folders.</summary>
    public async IAsyncEnumerable<StoredExport> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var manifests = store.ListAsync(StorePaths.Exports, cancellationToken).Select(entry => entry.Path).Where(StorePaths.IsManifest);
        await foreach (var batch in manifests.Chunk(LooksAtOnce).WithCancellation(cancellationToken))
        {
            // One that was withdrawn since it was listed is none any more.
            foreach (var export in (await Task.WhenAll(batch.Select(path => TryReadAsync(path, cancellationToken)))).OfType<StoredExport>())
            {
                yield return export;
            }
        }
    }

    public async Task<StoredExport?> TryReadAsync(string manifest, CancellationToken cancellationToken) =>
        await store.TryReadAsync(manifest, cancellationToken) is { } file
            ? new StoredExport(manifest[..manifest.LastIndexOf('/')], StoredJson.Parse<ExportManifest>(manifest, file.Content), file.Content)
            : null;

    public async Task<LatestPointer?> TryReadPointerAsync(string path, CancellationToken cancellationToken) =>
        await store.TryReadAsync(path, cancellationToken) is { } file ? StoredJson.Parse<LatestPointer>(path, file.Content) : null;

    private async Task<List<StoredExport>> NewestOfAsync(string company, string? period, CancellationToken cancellationToken)
    {
        var found = new List<StoredExport>();
        var periods = period is null
            ? store.ListFoldersAsync($"{StorePaths.Exports}/{company}", cancellationToken)
            : new[] { StorePaths.PeriodFolder(period) }.ToAsyncEnumerable();
        await foreach (var folder in periods.WithCancellation(cancellationToken))
        {
            if (await NewestInAsync($"{StorePaths.Exports}/{company}/{folder}", cancellationToken) is { } export)
            {
                found.Add(export);
            }
        }

        return found;
    }

    private async Task<StoredExport?> NewestInAsync(string folder, CancellationToken cancellationToken)
    {
        var path = StorePaths.Latest(folder);
        if (await TryReadPointerAsync(path, cancellationToken) is not { Manifest: var manifest })
        {
            return null;
        }

        return await TryReadAsync(manifest, cancellationToken)
            ?? throw new StoreException($"{path} points to {manifest}, which is not in the store. Run 'keepnet-export verify' and export the company again.", isPassing: false);
    }
}
