using Keepnet.Export.Layout;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Exporting;

/// <summary>What attempts that did not win left in an export's folder.</summary>
internal static class StrayAttempts
{
    /// <param name="store">Where the folder is.</param>
    /// <param name="exportFolder">Folder of the company, period and run.</param>
    /// <param name="winner">The attempt that the manifest names; null when there is no manifest.</param>
    /// <param name="upTo">The last attempt that has ended. Later ones are somebody's retry at work; they look after themselves.</param>
    /// <param name="cancellationToken">Ends the removal.</param>
    public static async Task RemoveAsync(IExportStore store, string exportFolder, string? winner, int upTo, CancellationToken cancellationToken)
    {
        await foreach (var folder in store.ListFoldersAsync(exportFolder, cancellationToken))
        {
            if (StorePaths.AttemptOf(folder) is { } attempt && attempt != winner && AttemptName.NumberOf(attempt) <= upTo)
            {
                await store.DeleteFolderAsync($"{exportFolder}/{folder}", cancellationToken);
            }
        }
    }
}
