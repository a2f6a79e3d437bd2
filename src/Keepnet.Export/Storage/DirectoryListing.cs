namespace Keepnet.Export.Storage;

/// <summary>Lists a directory store in ordinal order. Symbolic links and temporary data are no part of it.</summary>
internal sealed class DirectoryListing(DirectoryPaths paths, DirectoryFailures failures)
{
    private static readonly string Staging = Path.GetFileName(DirectoryPaths.Staging);

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    public IEnumerable<StoreEntry> Files(string folder)
    {
        foreach (var item in Read(folder))
        {
            var path = $"{folder}/{item.Name}";
            if (item is DirectoryInfo)
            {
                foreach (var entry in Files(path))
                {
                    yield return entry;
                }
            }
            else if (Entry(path, (FileInfo)item) is { } entry)
            {
                yield return entry;
            }
        }
    }

    public IEnumerable<string> Folders(string folder)
        => Read(folder).OfType<DirectoryInfo>().Select(item => item.Name).Order(StringComparer.Ordinal);

    private List<FileSystemInfo> Read(string folder)
    {
        try
        {
            var directory = new DirectoryInfo(paths.Locate(folder));
            return
            [
                .. directory.EnumerateFileSystemInfos("*", Everything)
                    .Where(item => item.Name != Staging)
                    .OrderBy(SortKey, StringComparer.Ordinal),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (failures.Explain(e, "list", folder) is { } explained)
        {
            throw explained;
        }
    }

    // A folder's files sort as "name/…", which comes after "name.json" and "name-2".
    private static string SortKey(FileSystemInfo item) => item is DirectoryInfo ? item.Name + '/' : item.Name;

    // Null when the file went away since its folder was read.
    private static StoreEntry? Entry(string path, FileInfo file)
    {
        try
        {
            return new StoreEntry(path, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
