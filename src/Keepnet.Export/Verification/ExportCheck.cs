using System.Security.Cryptography;
using Keepnet.Export.Exporting;
using Keepnet.Export.Layout;
using Keepnet.Export.Reading;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Verification;

/// <summary>Checks one export folder after the other and gathers what is wrong.</summary>
internal sealed class ExportCheck(IExportStore store, ExportReader reader, string? runId, bool clean)
{
    private readonly List<StoreProblem> _problems = [];
    private readonly List<string> _cleaned = [];
    private int _exports;
    private int _files;
    private long _bytes;

    public void Report(string path, string problem, string detail) => _problems.Add(new StoreProblem(path, problem, detail));

    /// <summary>Takes note of a folder that was removed.</summary>
    public void Clean(string folder) => _cleaned.Add(folder);

    public VerificationReport ToReport() => new()
    {
        Store = store.Location,
        Exports = _exports,
        Files = _files,
        Bytes = _bytes,
        Problems = _problems,
        Cleaned = _cleaned,
    };

    public async Task FolderAsync(string folder, IReadOnlyList<StoreEntry> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
        {
            return;
        }

        var run = ExportPath.Parse(files[0].Path).RunId;
        if (run is null)
        {
            await PointerAsync(files, cancellationToken);
        }
        else if (runId is null || run == runId)
        {
            await ExportAsync(folder, files, cancellationToken);
        }
    }

    private async Task ExportAsync(string folder, IReadOnlyList<StoreEntry> files, CancellationToken cancellationToken)
    {
        var path = StorePaths.Manifest(folder);
        var export = files.Any(file => file.Path == path) ? await ReadAsync(path, cancellationToken) : null;
        foreach (var listed in export?.Manifest.Files ?? [])
        {
            await ListedAsync(export!, listed, files, cancellationToken);
        }

        _exports += export is null ? 0 : 1;
        var known = export?.Manifest.Files.Select(export.PathOf).Append(path).ToHashSet(StringComparer.Ordinal) ?? [path];
        await UnlistedAsync(folder, export?.Manifest, files.Where(file => !known.Contains(file.Path)).ToList(), cancellationToken);
    }

    private async Task ListedAsync(StoredExport export, ManifestFile listed, IReadOnlyList<StoreEntry> files, CancellationToken cancellationToken)
    {
        var path = export.PathOf(listed);
        if (files.FirstOrDefault(file => file.Path == path) is not { } entry)
        {
            Report(path, StoreProblem.Missing, "Its manifest lists it, but it is not in the store. Export the company again.");
            return;
        }

        _files++;
        _bytes += entry.Bytes;
        if (entry.Bytes != listed.Bytes)
        {
            Report(path, StoreProblem.Changed, $"It has {entry.Bytes} bytes; its manifest says {listed.Bytes}. Export the company again.");
        }
        else if (!await IsIntactAsync(export, listed, cancellationToken))
        {
            Report(path, StoreProblem.Changed, "Its content is not what its manifest says (SHA-256). Export the company again.");
        }
    }

    private async Task UnlistedAsync(string folder, ExportManifest? manifest, IReadOnlyList<StoreEntry> files, CancellationToken cancellationToken)
    {
        foreach (var group in files.GroupBy(file => ExportPath.Parse(file.Path).Attempt))
        {
            // Of the winner's own folder only single files are taken away.
            if (clean && group.Key is { } attempt && attempt != manifest?.Attempt)
            {
                var loser = $"{folder}/{StorePaths.AttemptFolder(attempt)}";
                await store.DeleteFolderAsync(loser, cancellationToken);
                Clean(loser);
                continue;
            }

            foreach (var file in group)
            {
                Report(file.Path, StoreProblem.Unlisted, manifest is null
                    ? "It belongs to no manifest: its export was cut off or is still at work. Resume the run, or remove it with --clean."
                    : "No manifest lists it. If it is left over from an attempt, remove it with --clean.");
            }
        }
    }

    private async Task PointerAsync(IReadOnlyList<StoreEntry> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            if (!file.Path.EndsWith("/latest.json", StringComparison.Ordinal))
            {
                Report(file.Path, StoreProblem.Unlisted, "It is not a file of this program.");
            }
            else if (await ReadPointerAsync(file.Path, cancellationToken) is { } pointer && (runId is null || pointer.RunId == runId))
            {
                await TargetAsync(file.Path, pointer, cancellationToken);
            }
        }
    }

    private async Task TargetAsync(string path, LatestPointer pointer, CancellationToken cancellationToken)
    {
        var target = await store.TryReadAsync(pointer.Manifest, cancellationToken);
        if (target is null)
        {
            Report(path, StoreProblem.Changed, $"It points to {pointer.Manifest}, which is not in the store. Export the company again.");
        }
        else if (Convert.ToHexStringLower(SHA256.HashData(target.Content.Span)) != pointer.ManifestSha256)
        {
            Report(pointer.Manifest, StoreProblem.Changed, $"Its content is not what {path} says (SHA-256). Export the company again.");
        }
    }

    private async Task<StoredExport?> ReadAsync(string manifest, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.TryReadAsync(manifest, cancellationToken);
        }
        catch (DamagedFileException)
        {
            ReportUnreadable(manifest);
            return null;
        }
    }

    private async Task<LatestPointer?> ReadPointerAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.TryReadPointerAsync(path, cancellationToken);
        }
        catch (DamagedFileException)
        {
            ReportUnreadable(path);
            return null;
        }
    }

    private void ReportUnreadable(string path) =>
        Report(path, StoreProblem.Unreadable, "It is not the JSON this program writes. Export the company again.");

    private async Task<bool> IsIntactAsync(StoredExport export, ManifestFile file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await reader.OpenAsync(export, file, verify: true, cancellationToken);
            await stream.CopyToAsync(Stream.Null, cancellationToken);
            return true;
        }
        catch (DamagedFileException)
        {
            return false;
        }
    }
}
