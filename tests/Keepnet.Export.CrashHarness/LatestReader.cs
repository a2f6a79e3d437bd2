using System.Security.Cryptography;
using System.Text.Json;

namespace Keepnet.Export.CrashHarness;

/// <summary>
/// A consumer that looks at a store on disk again and again, from every <c>latest.json</c> to its manifest to the files. What it
/// sees must be whole at any instant, and never older than what it saw before.
/// </summary>
public sealed class LatestReader(string root)
{
    private readonly Dictionary<string, Pointer> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _problems = [];

    /// <summary>Exports that were looked at.</summary>
    public int Looks { get; private set; }

    /// <summary>Sentences on what it should not have seen.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>Looks until the task ends, and once more.</summary>
    public async Task LookUntilAsync(Task end)
    {
        // Elsewhere than whoever waits for it: reading files takes its thread.
        await Task.Run(async () =>
        {
            while (!end.IsCompleted)
            {
                Look();
                await Task.Yield();
            }

            Look();
        });
        await end;
    }

    private void Look()
    {
        var exports = Path.Combine(root, "v1", "exports");
        if (!Directory.Exists(exports))
        {
            return;
        }

        foreach (var company in Directory.EnumerateDirectories(exports))
        {
            foreach (var period in Directory.EnumerateDirectories(company))
            {
                LookAt(Path.Combine(period, "latest.json"));
            }
        }
    }

    private void LookAt(string latest)
    {
        if (TryRead(latest) is not { } content)
        {
            Check(!_seen.ContainsKey(latest), $"{latest} was there and is gone");
            return;
        }

        Looks++;
        var pointer = Pointer.Of(JsonDocument.Parse(content).RootElement);
        Check(!_seen.TryGetValue(latest, out var before) || !pointer.IsOlderThan(before), $"{latest} went back from {before} to {pointer}");
        _seen[latest] = pointer;
        CheckExport(pointer);
    }

    private void CheckExport(Pointer pointer)
    {
        var path = Path.Combine(root, pointer.Manifest);
        if (TryRead(path) is not { } manifest)
        {
            _problems.Add($"{path} is not there");
            return;
        }

        Check(HashOf(manifest) == pointer.ManifestSha256, $"{path} is not the manifest that latest.json tells of");
        foreach (var file in JsonDocument.Parse(manifest).RootElement.GetProperty("files").EnumerateArray())
        {
            var listed = Path.Combine(Path.GetDirectoryName(path)!, file.GetProperty("path").GetString()!);
            Check(TryRead(listed) is { } content && HashOf(content) == file.GetProperty("sha256").GetString(), $"{listed} is missing or changed");
        }
    }

    private void Check(bool holds, string problem)
    {
        if (!holds)
        {
            _problems.Add(problem);
        }
    }

    private static byte[]? TryRead(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private sealed record Pointer(DateTimeOffset RequestedAt, string RunId, string Manifest, string ManifestSha256)
    {
        public static Pointer Of(JsonElement latest) => new(
            latest.GetProperty("requestedAt").GetDateTimeOffset(),
            latest.GetProperty("runId").GetString()!,
            latest.GetProperty("manifest").GetString()!,
            latest.GetProperty("manifestSha256").GetString()!);

        public bool IsOlderThan(Pointer other) =>
            (RequestedAt, string.CompareOrdinal(RunId, other.RunId)).CompareTo((other.RequestedAt, 0)) < 0;
    }
}
