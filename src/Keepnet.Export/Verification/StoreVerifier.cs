using Keepnet.Export.Layout;
using Keepnet.Export.Reading;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Verification;

/// <summary>Compares what is in the store with what its manifests, pointers and summaries say.</summary>
public sealed class StoreVerifier(IExportStore store, RunCatalog runs, ExportReader reader, TimeProvider time)
{
    /// <param name="runId">Only this run's exports; null for all.</param>
    /// <param name="clean">Removes attempts that did not win and stale temporary data.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<VerificationReport> VerifyAsync(string? runId, bool clean, CancellationToken cancellationToken)
    {
        var check = new ExportCheck(store, reader, runId, clean, time);
        await using (var files = store.ListAsync(StorePaths.Exports, cancellationToken).GetAsyncEnumerator(cancellationToken))
        {
            await CheckFoldersAsync(files, check, cancellationToken);
        }

        await new RunCheck(store, runs, check, clean, time).RunAsync(runId, cancellationToken);
        if (clean)
        {
            await store.CleanStagingAsync(cancellationToken);
        }

        return check.ToReport();
    }

    // The listing is in order of paths, so that the files of one export come one after the other.
    private static async Task CheckFoldersAsync(IAsyncEnumerator<StoreEntry> files, ExportCheck check, CancellationToken cancellationToken)
    {
        var folder = "";
        var gathered = new List<StoreEntry>();
        while (await files.MoveNextAsync())
        {
            var path = ExportPath.Parse(files.Current.Path);
            if (path.Folder != folder)
            {
                await check.FolderAsync(folder, gathered, cancellationToken);
                folder = path.Folder;
                gathered.Clear();
            }

            gathered.Add(files.Current);
        }

        await check.FolderAsync(folder, gathered, cancellationToken);
    }
}
