using System.Security.Cryptography;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Tests.Support;

/// <summary>
/// A reader that looks again and again: from every <c>latest.json</c> to its manifest to the files. What it sees must be whole at
/// any instant and never older than what it saw before.
/// </summary>
internal sealed class StoreWatch(IExportStore store) : IDisposable
{
    private readonly Dictionary<string, LatestPointer> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _checked = new(StringComparer.Ordinal);

    // One look at a time: of two at once the slower one would take what it read earlier for a step back.
    private readonly SemaphoreSlim _looking = new(1, 1);

    /// <summary>How many exports were looked at.</summary>
    public int Looks { get; private set; }

    public void Dispose() => _looking.Dispose();

    public async Task LookAsync()
    {
        await _looking.WaitAsync();
        try
        {
            await foreach (var company in store.ListFoldersAsync("v1/exports", default))
            {
                await LookAsync($"v1/exports/{company}/period={StoreReader.Period}/latest.json");
            }
        }
        finally
        {
            _looking.Release();
        }
    }

    /// <summary>Looks until told to stop.</summary>
    public async Task LookUntilAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await LookAsync();
            await Task.Yield();
        }
    }

    private async Task LookAsync(string path)
    {
        if (await store.TryReadAsync(path, default) is not { } file)
        {
            Assert.False(_seen.ContainsKey(path), $"{path} was there and is gone.");
            return;
        }

        Looks++;
        var pointer = ExportJson.Read<LatestPointer>(file.Content.Span);
        Assert.True(!_seen.TryGetValue(path, out var before) || before.RequestedAt <= pointer.RequestedAt, $"{path} went from {before} to {pointer}.");
        _seen[path] = pointer;
        await ExportAsync(pointer);
    }

    private async Task ExportAsync(LatestPointer pointer)
    {
        var file = await store.TryReadAsync(pointer.Manifest, default);
        Assert.True(file is not null, $"{pointer.Manifest} is not there.");
        Assert.Equal(pointer.ManifestSha256, HashOf(file.Content));
        var folder = pointer.Manifest[..pointer.Manifest.LastIndexOf('/')];
        foreach (var listed in ExportJson.Read<ExportManifest>(file.Content.Span).Files)
        {
            var content = await store.TryReadAsync($"{folder}/{listed.Path}", default);
            Assert.True(content is not null, $"{folder}/{listed.Path} is listed and not there.");
            Assert.Equal((listed.Bytes, listed.Sha256), (content.Content.Length, HashOf(content.Content)));
        }

        _checked.Add(pointer.Manifest);
    }

    private static string HashOf(ReadOnlyMemory<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content.Span));
}
