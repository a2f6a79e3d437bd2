using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Reading;

namespace Keepnet.Export.Cli.Querying;

/// <summary>Files of exports as files of this machine, which is where the query engine reads them.</summary>
internal interface IExportFiles
{
    /// <summary>The full path of each file, in any order.</summary>
    /// <exception cref="QueryException">There is no room for them.</exception>
    Task<IReadOnlyList<string>> PathsAsync(IReadOnlyList<(StoredExport Export, ManifestFile File)> files, CancellationToken cancellationToken);
}
