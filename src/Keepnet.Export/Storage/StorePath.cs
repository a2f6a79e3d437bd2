namespace Keepnet.Export.Storage;

/// <summary>The rules every path in a store obeys, so that none leaves the store and all work on any disk and in Blob Storage.</summary>
internal static class StorePath
{
    /// <summary>Returns the path of a file unchanged.</summary>
    /// <exception cref="ArgumentException">It is not a relative path of plain segments joined by <c>/</c>.</exception>
    public static string File(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        foreach (var segment in path.Split('/'))
        {
            if (!IsPlain(segment))
            {
                throw new ArgumentException(
                    $"'{path}' is no path in a store: it must be relative, with non-empty segments joined by '/', "
                    + "without '\\', ':' and control characters, no segment ending in a dot or a space.",
                    nameof(path));
            }
        }

        return path;
    }

    /// <summary>Returns the path of a folder without a slash at its end.</summary>
    /// <exception cref="ArgumentException">As for a file.</exception>
    public static string Folder(string path) => File(path is [.. var start, '/'] ? start : path);

    // Windows drops dots and spaces at the end and reads ':' as a drive or a stream; "." and ".." end in a dot too.
    private static bool IsPlain(string segment)
        => segment is [.., not ('.' or ' ')] && !segment.Any(c => c is '\\' or ':' || char.IsControl(c));
}
