using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Layout;
using Keepnet.Export.Reading;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Verification;

/// <summary>One look at the folder of one export: what its manifest says and what is there.</summary>
internal sealed class ExportLook(ExportReader reader, string folder)
{
    private readonly List<StoreProblem> _problems = [];
    private StoredExport? _export;

    /// <summary>Null when there is none that can be read.</summary>
    public ExportManifest? Manifest => _export?.Manifest;

    public IReadOnlyList<StoreProblem> Problems => _problems;

    /// <summary>Files that are there and not listed.</summary>
    public IReadOnlyList<StoreEntry> Unlisted { get; private set; } = [];

    /// <summary>Files that are there and listed.</summary>
    public int Files { get; private set; }

    public long Bytes { get; private set; }

    public static async Task<ExportLook> TakeAsync(
        ExportReader reader, string folder, IReadOnlyList<StoreEntry> files, CancellationToken cancellationToken)
    {
        var look = new ExportLook(reader, folder);
        await look.TakeAsync(files, cancellationToken);
        return look;
    }

    private async Task TakeAsync(IReadOnlyList<StoreEntry> files, CancellationToken cancellationToken)
    {
        var path = StorePaths.Manifest(folder);
        _export = files.Any(file => file.Path == path)
            ? await DamagedFiles.TryReadAsync(path, () => reader.TryReadAsync(path, cancellationToken), _problems.Add)
            : null;
        var listed = Manifest?.Files ?? [];
        foreach (var file in listed)
        {
            await ListedAsync($"{folder}/{file.Path}", file, files, cancellationToken);
        }

        var known = listed.Select(file => $"{folder}/{file.Path}").Append(path).ToHashSet(StringComparer.Ordinal);
        Unlisted = [.. files.Where(file => !known.Contains(file.Path))];
    }

    private async Task ListedAsync(string path, ManifestFile listed, IReadOnlyList<StoreEntry> files, CancellationToken cancellationToken)
    {
        var entry = files.FirstOrDefault(file => file.Path == path);
        if (entry is null)
        {
            Report(path, StoreProblem.Missing, "Its manifest lists it, but it is not in the store. Export the company again.");
            return;
        }

        Files++;
        Bytes += entry.Bytes;
        if (entry.Bytes != listed.Bytes)
        {
            Report(path, StoreProblem.Changed, $"It has {entry.Bytes} bytes; its manifest says {listed.Bytes}. Export the company again.");
        }
        else if (!await IsIntactAsync(listed, cancellationToken))
        {
            Report(path, StoreProblem.Changed, "Its content is not what its manifest says (SHA-256). Export the company again.");
        }
    }

    private async Task<bool> IsIntactAsync(ManifestFile file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await reader.OpenAsync(_export!, file, verify: true, cancellationToken);
            await stream.CopyToAsync(Stream.Null, cancellationToken);
            return true;
        }
        catch (StoreException exception) when (!exception.IsStoreWide && !exception.IsPassing)
        {
            // Damaged, or gone since it was listed.
            return false;
        }
    }

    private void Report(string path, string problem, string detail) => _problems.Add(new StoreProblem(path, problem, detail));
}
