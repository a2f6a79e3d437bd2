using System.Security.Cryptography;

namespace Keepnet.Export.Storage;

/// <summary>
/// The temporary side of a directory store: a private folder in <c>v1/.staging/</c> for each live store,
/// alive as long as the lock of its name is held.
/// </summary>
internal sealed class DirectoryStaging(string root, DirectoryPaths paths, DirectoryLocks locks, DirectoryFailures failures) : IDisposable
{
    private readonly Lock _gate = new();
    private FileLock? _alive;
    private string? _own;
    private bool _disposed;

    private string Folder => paths.Locate(DirectoryPaths.Staging);

    /// <summary>This store's private folder; exists from the first use until the store is disposed.</summary>
    public string Own
    {
        get
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, typeof(DirectoryStore));
                if (!Directory.Exists(_own))
                {
                    // The first use, or somebody emptied the whole directory while this process went on.
                    _alive?.Dispose();
                    _own = Enter();
                }

                return _own;
            }
        }
    }

    /// <summary>A new temporary file, open for writing, with the permissions a file usually gets: its folder keeps it private.</summary>
    /// <exception cref="StoreException">Nothing can be written in the store.</exception>
    public FileStream CreateFile()
    {
        try
        {
            return new FileStream(Path.Combine(Own, RandomNumberGenerator.GetHexString(16, lowercase: true)), NewFile());
        }
        catch (UnauthorizedAccessException exception)
        {
            throw failures.NoPermission(exception);
        }
    }

    /// <summary>Whether the disk finds a file by its name in other letters.</summary>
    public bool ProbeCase()
    {
        using var file = CreateFile();
        var probe = file.Name + "-case";
        File.Move(file.Name, probe);
        var ignoresCase = File.Exists(file.Name + "-CASE");
        File.Delete(probe);
        return ignoresCase;
    }

    /// <summary>Removes folders and locks whose holders are dead, and files beside them, which nobody alive has.</summary>
    public void Clean(CancellationToken cancellationToken)
    {
        foreach (var folder in Entries(Folder, Directory.GetDirectories).Where(folder => folder != locks.Folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var dead = locks.TryAcquire(Path.GetFileName(folder));
            if (dead is not null)
            {
                DirectoryFiles.DeleteFolder(folder);
            }
        }

        foreach (var file in Entries(Folder, Directory.GetFiles))
        {
            cancellationToken.ThrowIfCancellationRequested();
            DirectoryFiles.Delete(file);
        }

        foreach (var file in Entries(locks.Folder, Directory.GetFiles))
        {
            cancellationToken.ThrowIfCancellationRequested();
            locks.TryAcquire(Path.GetFileName(file))?.Dispose();
        }

        RemoveIfEmpty();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            if (_own is not null)
            {
                DirectoryFiles.DeleteFolder(_own);
                _alive?.Dispose();
                _own = null;
            }

            RemoveIfEmpty();
        }
    }

    private static FileStreamOptions NewFile() => new()
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        Share = FileShare.Read | FileShare.Delete,
        Options = FileOptions.Asynchronous,

        // Whoever has much to write gathers it himself; a larger buffer costs each of a small company's ten files as much as a large one's.
        BufferSize = 4 * 1024,
    };

    private static string[] Entries(string folder, Func<string, string[]> list)
    {
        try
        {
            return list(folder);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private string Enter()
    {
        string name;
        do
        {
            name = RandomNumberGenerator.GetHexString(16, lowercase: true);
            _alive = locks.TryAcquire(name);
        }
        while (_alive is null);

        // Where locks do nothing, a second one succeeds.
        using var second = locks.TryAcquire(name);
        return second is null ? CreatePrivate(Path.Combine(Folder, name)) : throw LocksAreMissing();
    }

    private static string CreatePrivate(string folder)
        => OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(folder).FullName
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;

    private void RemoveIfEmpty()
    {
        try
        {
            Directory.Delete(locks.Folder);
            Directory.Delete(Folder);
            Directory.Delete(Path.GetDirectoryName(Folder)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not empty: another store is at work here, or something was written. Or gone: another one was faster. Or this store may only be read.
        }
    }

    private StoreException LocksAreMissing() => new(
        $"Cannot write in {root}: file locks do not work there, so two exports could mix. "
        + "Choose a directory on a local disk, and do not set DOTNET_SYSTEM_IO_DISABLEFILELOCKING.",
        isPassing: false)
    { IsStoreWide = true };
}
