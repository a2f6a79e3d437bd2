using System.Collections.Concurrent;
using Keepnet.Export.Cli.Display;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Reading;

namespace Keepnet.Export.Cli.Querying;

/// <summary>The files of a store elsewhere, fetched into a private folder: reading Blob Storage itself, the engine would need an extension from the internet.</summary>
internal sealed class CopiedFiles(ExportReader reader, PrivateFolder folder, long mostBytes) : IExportFiles
{
    private const int CopiesAtOnce = 8;

    private readonly ConcurrentDictionary<string, string> _copies = new(StringComparer.Ordinal);
    private long _bytes;

    public async Task<IReadOnlyList<string>> PathsAsync(
        IReadOnlyList<(StoredExport Export, ManifestFile File)> files, CancellationToken cancellationToken)
    {
        MakeRoom(files.Where(item => !_copies.ContainsKey(item.Export.PathOf(item.File))).Sum(item => item.File.Bytes));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = CopiesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(files, parallel, async (item, token) =>
        {
            var path = item.Export.PathOf(item.File);
            if (!_copies.ContainsKey(path))
            {
                _copies[path] = await CopyAsync(item.Export, item.File, token);
            }
        });
        return [.. files.Select(item => _copies[item.Export.PathOf(item.File)])];
    }

    private void MakeRoom(long bytes)
    {
        _bytes += bytes;
        var free = new DriveInfo(folder.Path).AvailableFreeSpace;
        if (_bytes > mostBytes || bytes > free)
        {
            throw new QueryException(
                $"The query needs {ByteText.Of(_bytes)} from the store on this machine for a while; there is room for {ByteText.Of(Math.Min(mostBytes, free))}. "
                + "Narrow it with --company or --period.");
        }
    }

    private async Task<string> CopyAsync(StoredExport export, ManifestFile file, CancellationToken cancellationToken)
    {
        var path = folder.NewFile();
        await using var source = await reader.OpenAsync(export, file, verify: true, cancellationToken);
        await using var target = File.Create(path);
        await source.CopyToAsync(target, cancellationToken);
        return path;
    }
}
