using Keepnet.Export.Exporting;
using Keepnet.Export.Layout;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Requests;

/// <summary>Finds the newest export of a company and period.</summary>
internal sealed class LatestExports(IExportStore store, CompanySegments segments)
{
    /// <summary>The manifest, byte for byte; null when nothing was ever exported.</summary>
    /// <param name="companyId">As the API spells it; upper and lower case count.</param>
    /// <param name="period">The period's folder name.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    public async Task<ReadOnlyMemory<byte>?> FindManifestAsync(string companyId, string period, CancellationToken cancellationToken)
    {
        var segment = await segments.FindAsync(companyId, cancellationToken);
        if (await store.TryReadAsync(StorePaths.Latest(segment, period), cancellationToken) is not { } latest)
        {
            return null;
        }

        var path = ExportJson.Read<LatestPointer>(latest.Content.Span).Manifest;
        var manifest = await store.TryReadAsync(path, cancellationToken)
            ?? throw new StoreException($"{StorePaths.Latest(segment, period)} points to {path}, which is not in the store. Run 'keepnet-export verify' and export the company again.", isPassing: false);
        return manifest.Content;
    }
}
