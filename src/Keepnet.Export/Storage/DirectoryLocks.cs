using System.Security.Cryptography;
using System.Text;

namespace Keepnet.Export.Storage;

/// <summary>The locks of a directory store, files in <c>v1/.staging/locks/</c>. A dead process holds none.</summary>
internal sealed class DirectoryLocks(string root, DirectoryPaths paths, TimeProvider timeProvider)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Folder => paths.Locate($"{DirectoryPaths.Staging}/locks");

    /// <summary>Waits until nobody else changes the file under this path.</summary>
    /// <exception cref="StoreException">Somebody holds the lock for too long.</exception>
    public async Task<FileLock> AcquireAsync(string path, CancellationToken cancellationToken)
    {
        var name = NameFor(path);
        var start = timeProvider.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryAcquire(name) is { } held)
            {
                return held;
            }

            if (timeProvider.GetElapsedTime(start) > Patience)
            {
                throw HeldTooLong(path);
            }

            // Spread out, so that waiters do not meet again and again.
            var wait = TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1, Math.Min(20, 2 + attempt)));
            await Task.Delay(wait, timeProvider, cancellationToken);
        }
    }

    /// <summary>The lock of this name, or null when somebody else holds it.</summary>
    public FileLock? TryAcquire(string name)
        => InFolder(Folder, () => FileLock.TryAcquire(Path.Combine(Folder, name)));

    /// <summary>Does something in a folder, which is made when missing, and made again when somebody removes it in between.</summary>
    public static T InFolder<T>(string folder, Func<T> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Make(folder);
                return work();
            }
            catch (DirectoryNotFoundException) when (attempt < 1_000)
            {
                // At random, or whoever removes it might keep in step with us.
                Thread.SpinWait(RandomNumberGenerator.GetInt32(1, 50 * attempt));
            }
        }
    }

    private static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (FileNotFoundException e)
        {
            // What .NET says when a parent it has just made is gone again.
            throw new DirectoryNotFoundException(e.Message, e);
        }
    }

    // Paths that differ in case share a lock: on a disk that ignores case they are one file.
    private static string NameFor(string path)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path.ToUpperInvariant())))[..32];

    private StoreException HeldTooLong(string path) => new(
        $"Cannot write {path} in {root}: another process has held its lock for {Patience.TotalSeconds:0} seconds. "
        + "See whether another export into this directory hangs.",
        isPassing: true);
}
