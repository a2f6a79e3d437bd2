namespace Keepnet.Export.Storage;

/// <summary>What a directory store does to single files; failures are still those of the file system.</summary>
internal sealed class DirectoryFiles(DirectoryPaths paths, DirectoryStaging staging, DirectoryLocks locks)
{
    /// <summary>Opens a file that may be replaced, moved or appended to meanwhile; null when there is none.</summary>
    public FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(
                paths.Locate(path),
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                bufferSize: 16 * 1024,
                FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes a small file to staging, forced to disk, and leaves nothing there.</summary>
    public async Task<bool> StageAsync(ReadOnlyMemory<byte> content, Func<string, Task<bool>> publish, CancellationToken cancellationToken)
    {
        var file = staging.CreateFile();
        try
        {
            await using (file)
            {
                await file.WriteAsync(content, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            return await publish(file.Name);
        }
        finally
        {
            Delete(file.Name);
        }
    }

    /// <summary>Moves a staged file to its path. False when there is a file already.</summary>
    /// <remarks>
    /// Without the lock two could win: on Unix File.Move looks for the target first and then renames over it.
    /// </remarks>
    public async Task<bool> TryPublishAsync(string staged, string path, CancellationToken cancellationToken)
    {
        using var held = await locks.AcquireAsync(path, cancellationToken);
        var target = paths.Locate(path);
        if (File.Exists(target))
        {
            return false;
        }

        Move(staged, target, overwrite: false);
        return true;
    }

    /// <summary>Moves a staged file to its path, over the one that is there, if any.</summary>
    public async Task<bool> PublishOverAsync(string staged, string path, CancellationToken cancellationToken)
    {
        using var held = await locks.AcquireAsync(path, cancellationToken);
        return await ReplaceAsync(staged, paths.Locate(path));
    }

    /// <summary>Moves a staged file over the one at the target. The caller holds the lock.</summary>
    public static Task<bool> ReplaceAsync(string staged, string target)
    {
        Move(staged, target, overwrite: true);
        return Task.FromResult(true);
    }

    /// <summary>Removes a file, if there is one.</summary>
    public static void Delete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (DirectoryNotFoundException)
        {
        }
    }

    /// <summary>Removes a folder with all it holds, if there is one. Links in it go, what they point to stays.</summary>
    public static void DeleteFolder(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (IOException e) when (attempt < 1_000 && IsNotEmpty(e))
            {
                // Somebody put a file in meanwhile.
                Thread.Yield();
            }
        }
    }

    // ENOTEMPTY on Linux and macOS, ERROR_DIR_NOT_EMPTY on Windows.
    private static bool IsNotEmpty(IOException e) => e.HResult is 39 or 66 or unchecked((int)0x80070091);

    private static void Move(string staged, string target, bool overwrite)
        => DirectoryLocks.InFolder(Path.GetDirectoryName(target)!, () =>
        {
            File.Move(staged, target, overwrite);
            return true;
        });
}
