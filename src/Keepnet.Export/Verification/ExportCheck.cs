using System.Security.Cryptography;
using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Layout;
using Keepnet.Export.Reading;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Verification;

/// <summary>Checks one export folder after the other and gathers what is wrong.</summary>
internal sealed class ExportCheck(IExportStore store, ExportReader reader, string? runId, bool clean, TimeProvider time)
{
    private readonly StrayAttempts _strays = new(store, time);
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
        var look = await ExportLook.TakeAsync(reader, folder, files, cancellationToken);
        if (look.Problems.Count + look.Unlisted.Count > 0)
        {
            // Somebody may be publishing it at this moment: what is wrong is wrong at a second look, too.
            var now = await store.ListAsync(folder, cancellationToken).ToListAsync(cancellationToken);
            look = await ExportLook.TakeAsync(reader, folder, now, cancellationToken);
        }

        _problems.AddRange(look.Problems);
        _exports += look.Manifest is null ? 0 : 1;
        _files += look.Files;
        _bytes += look.Bytes;
        await UnlistedAsync(folder, look, cancellationToken);
    }

    private async Task UnlistedAsync(string folder, ExportLook look, CancellationToken cancellationToken)
    {
        foreach (var group in look.Unlisted.GroupBy(file => ExportPath.Parse(file.Path).Attempt))
        {
            if (clean && group.Key is { } attempt)
            {
                await CleanAsync(folder, attempt, look.Manifest?.Attempt, group, cancellationToken);
                continue;
            }

            foreach (var file in group)
            {
                Report(file.Path, StoreProblem.Unlisted, look.Manifest is null
                    ? "It belongs to no manifest: its export was cut off or is still at work. Resume the run, or remove it with --clean."
                    : "No manifest lists it. If it is left over from an attempt, remove it with --clean.");
            }
        }
    }

    private async Task CleanAsync(
        string folder, string attempt, string? winner, IEnumerable<StoreEntry> files, CancellationToken cancellationToken)
    {
        var attemptFolder = $"{folder}/{StorePaths.AttemptFolder(attempt)}";
        if (attempt != winner)
        {
            if (await _strays.TryRemoveAsync(folder, attempt, winner, cancellationToken))
            {
                Clean(attemptFolder);
            }

            return;
        }

        // Of the winner's own folder nothing goes but the mark of somebody who wanted to remove it and died.
        foreach (var file in files)
        {
            if (file.Path == StorePaths.Removing(attemptFolder))
            {
                await store.DeleteAsync(file.Path, cancellationToken);
                Clean(file.Path);
            }
            else
            {
                Report(file.Path, StoreProblem.Unlisted, "No manifest lists it, and it lies among files that one does. Remove it by hand.");
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
        // A retry may replace the manifest and then move the pointer: what is wrong is wrong at a second look, too.
        if (await FindFlawAsync(path, pointer, cancellationToken) is not null
            && await ReadPointerAsync(path, cancellationToken) is { } now
            && await FindFlawAsync(path, now, cancellationToken) is { } flaw)
        {
            _problems.Add(flaw);
        }
    }

    private async Task<StoreProblem?> FindFlawAsync(string path, LatestPointer pointer, CancellationToken cancellationToken)
    {
        var target = await store.TryReadAsync(pointer.Manifest, cancellationToken);
        if (target is null)
        {
            return new StoreProblem(path, StoreProblem.Changed, $"It points to {pointer.Manifest}, which is not in the store. Export the company again.");
        }

        return Convert.ToHexStringLower(SHA256.HashData(target.Content.Span)) == pointer.ManifestSha256
            ? null
            : new StoreProblem(pointer.Manifest, StoreProblem.Changed, $"Its content is not what {path} says (SHA-256). Export the company again.");
    }

    private Task<LatestPointer?> ReadPointerAsync(string path, CancellationToken cancellationToken) =>
        DamagedFiles.TryReadAsync(path, () => reader.TryReadPointerAsync(path, cancellationToken), _problems.Add);
}
