namespace Keepnet.Export.Storage;

/// <summary>Where the paths of a directory store lie on disk.</summary>
internal sealed class DirectoryPaths(string root, DirectoryFailures failures)
{
    /// <summary>Where temporary data lies; no part of the store's content.</summary>
    public const string Staging = "v1/.staging";

    /// <summary>The full path on disk, which no symbolic link below the root leads elsewhere.</summary>
    /// <exception cref="StoreException">There is a symbolic link on the way.</exception>
    public string Locate(string path)
    {
        var full = root;
        foreach (var segment in path.Split('/'))
        {
            full = Path.Combine(full, segment);
            if (new FileInfo(full).LinkTarget is not null)
            {
                throw failures.IsLink(path);
            }
        }

        return full;
    }
}
