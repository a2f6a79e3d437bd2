using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Reading;

namespace Keepnet.Export.Cli.Querying;

/// <summary>The files where they are, in the directory that is the store.</summary>
internal sealed class LocalFiles(ExportReader reader, string root) : IExportFiles
{
    public async Task<IReadOnlyList<string>> PathsAsync(
        IReadOnlyList<(StoredExport Export, ManifestFile File)> files, CancellationToken cancellationToken)
    {
        var paths = new List<string>(files.Count);
        foreach (var (export, file) in files)
        {
            // Opened once by the store, which refuses links and says what to do about a file that is gone.
            await using var stream = await reader.OpenAsync(export, file, verify: false, cancellationToken);
            paths.Add(Path.Combine(root, export.PathOf(file).Replace('/', Path.DirectorySeparatorChar)));
        }

        return paths;
    }
}
