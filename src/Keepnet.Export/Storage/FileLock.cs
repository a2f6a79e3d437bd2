using System.Security.Cryptography;

namespace Keepnet.Export.Storage;

/// <summary>
/// An exclusive lock across threads and processes: an open file that nobody else can open. The operating system
/// drops it when the process dies. The file exists only while somebody holds the lock.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    /// <summary>The lock, or null when somebody else holds it. The folder must exist.</summary>
    public static FileLock? TryAcquire(string path)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, Options());
            if (IsStillAt(path, stream))
            {
                return new FileLock(stream);
            }
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
        }
        catch (UnauthorizedAccessException) when (OperatingSystem.IsWindows() && File.Exists(path))
        {
            // Windows answers so while the former holder's file is going away.
        }

        stream?.Dispose();
        return null;
    }

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows() && _stream.SafeFileHandle is { IsClosed: false })
        {
            // Before it is unlocked: a waiter then finds that what it opened is gone. FileOptions.DeleteOnClose
            // would also delete the next holder's file when a waiter gives up its own.
            DirectoryFiles.Delete(_stream.Name);
        }

        _stream.Dispose();
    }

    private static FileStreamOptions Options() => new()
    {
        Mode = FileMode.OpenOrCreate,
        Access = FileAccess.ReadWrite,
        Share = FileShare.None,
        BufferSize = 0,
        Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
    };

    // Between opening and locking a file on Unix its holder may delete it, and a third may create another one under
    // the same name. .NET tells no inode numbers, so a random time stamp set on the open file and read back by name
    // shows whether they are the same. Even seconds since 1980 survive every file system.
    private static bool IsStillAt(string path, FileStream stream)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        var stamp = new DateTime(1980, 1, 2, 0, 0, 0, DateTimeKind.Utc).AddSeconds(2.0 * RandomNumberGenerator.GetInt32(850_000_000));
        File.SetLastWriteTimeUtc(stream.SafeFileHandle, stamp);
        return File.GetLastWriteTimeUtc(path) == stamp;
    }

    // EWOULDBLOCK is 11 on Linux and 35 on macOS; sharing and lock violations on Windows.
    private static bool IsHeldByAnother(IOException e)
        => OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) is 32 or 33 : e.HResult is 11 or 35;
}
