using System.Security.Cryptography;
using System.Text;

namespace Keepnet.Export.Tests.Support;

/// <summary>
/// What a process would leave on disk if it died now: copies of a directory, taken wherever it could die. A copy holds what a dead
/// process leaves and nothing it would have tidied up. Instants that leave the very same behind share a copy.
/// </summary>
internal sealed class KillPoints(string directory, string copies)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _taken = new(StringComparer.Ordinal);

    /// <summary>Instants at which the process could have died.</summary>
    public int Count { get; private set; }

    /// <summary>What was left, with the first instant that left it.</summary>
    public IReadOnlyCollection<(string Instant, string Directory)> Left { get; private set; } = [];

    public void Take(string instant)
    {
        lock (_lock)
        {
            Count++;
            var files = Files();
            if (_taken.TryAdd(FingerprintOf(files), instant))
            {
                var copy = Path.Combine(copies, $"{_taken.Count}");
                Copy(files, copy);
                Left = [.. Left, (instant, copy)];
            }
        }
    }

    // A file may go away while it is looked at, as in a process that is killed at that very moment.
    private List<(string Path, byte[] Content)> Files()
    {
        var files = new List<(string Path, byte[] Content)>();
        if (!Directory.Exists(directory))
        {
            return files;
        }

        foreach (var path in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (TryRead(path) is { } content)
            {
                files.Add((Path.GetRelativePath(directory, path), content));
            }
        }

        return files;
    }

    // The files of locks are empty, and opening one would disturb the store.
    private static byte[]? TryRead(string path)
    {
        if (Path.GetFileName(Path.GetDirectoryName(path)) == "locks")
        {
            return [];
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            file.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static void Copy(List<(string Path, byte[] Content)> files, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var (path, content) in files)
        {
            var file = Path.Combine(target, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }

    private static string FingerprintOf(List<(string Path, byte[] Content)> files)
    {
        var text = new StringBuilder();
        foreach (var (path, content) in files)
        {
            text.Append(path).Append('\n').Append(Convert.ToHexString(SHA256.HashData(content))).Append('\n');
        }

        return text.ToString();
    }
}
