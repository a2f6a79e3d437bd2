namespace Keepnet.Export.Storage;

/// <summary>What is said in terms of the store's own steps.</summary>
internal static class ExportStoreExtensions
{
    /// <summary>Creates a small file, or replaces the one that is there: the last writer wins, and readers see the one or the other.</summary>
    public static async Task WriteAsync(this IExportStore store, string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        while (!await store.TryCreateAsync(path, content, cancellationToken))
        {
            if (await store.TryReadAsync(path, cancellationToken) is { } current
                && await store.TryReplaceAsync(path, content, current.Version, cancellationToken))
            {
                return;
            }
        }
    }
}
