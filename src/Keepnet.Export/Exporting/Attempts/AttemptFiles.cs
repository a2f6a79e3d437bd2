using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Layout;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Exporting.Attempts;

/// <summary>The files of one attempt. They appear together, after everything has been fetched and checked.</summary>
internal sealed class AttemptFiles : IAsyncDisposable
{
    private readonly IExportStore _store;
    private readonly string _exportFolder;
    private readonly IAttemptFile[] _all;

    public AttemptFiles(IExportStore store, string exportFolder, string attempt, bool withDetails)
    {
        (_store, _exportFolder, Attempt) = (store, exportFolder, attempt);
        var folder = StorePaths.AttemptFolder(attempt);
        Reports = new JsonArrayFile(store, folder, exportFolder, StorePaths.Reports);
        Details = new JsonArrayFile(store, folder, exportFolder, StorePaths.ReportDetails);
        Widgets = new JsonArrayFile(store, folder, exportFolder, StorePaths.Widgets);
        Metrics = new LineFile(store, folder, exportFolder, StorePaths.Metrics);
        Tables = new LineFile(store, folder, exportFolder, StorePaths.Tables);
        _all = withDetails ? [Reports, Details, Widgets, Metrics, Tables] : [Reports, Widgets, Metrics, Tables];
    }

    public string Attempt { get; }

    public JsonArrayFile Reports { get; }

    public JsonArrayFile Details { get; }

    public JsonArrayFile Widgets { get; }

    public LineFile Metrics { get; }

    public LineFile Tables { get; }

    public async Task<IReadOnlyList<ManifestFile>> CommitAsync(CancellationToken cancellationToken)
    {
        var files = new List<ManifestFile>();
        try
        {
            foreach (var file in _all)
            {
                if (await file.CommitAsync(cancellationToken) is { } written)
                {
                    files.Add(written);
                }
            }

            return files;
        }
        catch
        {
            await TryRemoveAsync();
            throw;
        }
    }

    /// <summary>Whether all that was committed is still there, and nobody is about to remove it.</summary>
    public async Task<bool> AreThereAsync(IReadOnlyList<ManifestFile> files, CancellationToken cancellationToken)
    {
        var found = await _store.ListAsync(Folder, cancellationToken).Select(entry => (entry.Path, entry.Bytes)).ToListAsync(cancellationToken);
        return found.ToHashSet().SetEquals(files.Select(file => ($"{_exportFolder}/{file.Path}", file.Bytes)));
    }

    /// <summary>The same of files that no manifest can list yet: when nobody can say, they are taken back.</summary>
    public async Task<bool> AreWholeAsync(IReadOnlyList<ManifestFile> files, CancellationToken cancellationToken)
    {
        try
        {
            return await AreThereAsync(files, cancellationToken);
        }
        catch
        {
            await TryRemoveAsync();
            throw;
        }
    }

    /// <summary>Takes back what was committed. Runs to its end even when the export is being canceled.</summary>
    public Task RemoveAsync() => _store.DeleteFolderAsync(Folder, CancellationToken.None);

    private string Folder => $"{_exportFolder}/{StorePaths.AttemptFolder(Attempt)}";

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _all)
        {
            await file.DisposeAsync();
        }
    }

    // What comes of it must not hide why the commit failed; who commits or closes next removes what stays.
    private async Task TryRemoveAsync()
    {
        try
        {
            await RemoveAsync();
        }
        catch (StoreException)
        {
        }
    }
}
