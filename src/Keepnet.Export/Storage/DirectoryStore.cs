using System.Security.Cryptography;

namespace Keepnet.Export.Storage;

/// <summary>
/// A store in a directory, made on first use. Temporary data lies in <c>v1/.staging/</c>, which goes away with the last store
/// that is disposed. Several processes may use one directory. Symbolic links below the root are refused, never followed.
/// </summary>
public sealed class DirectoryStore : IExportStore, IAsyncDisposable, IDisposable
{
    private readonly DirectoryFailures _failures;
    private readonly DirectoryLocks _locks;
    private readonly DirectoryStaging _staging;
    private readonly DirectoryFiles _files;
    private readonly DirectoryListing _listing;
    private readonly DirectoryPaths _paths;
    private readonly Lazy<bool> _ignoresCase;

    /// <param name="root">The directory; relative to the current one, or absolute.</param>
    /// <param name="timeProvider">Clock for waiting on locks.</param>
    /// <param name="ignoresCase">Whether the disk ignores case; found out by a try when null.</param>
    public DirectoryStore(string root, TimeProvider? timeProvider = null, bool? ignoresCase = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(root);
        Location = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        _failures = new DirectoryFailures(Location);
        _paths = new DirectoryPaths(Location, _failures);
        _locks = new DirectoryLocks(Location, _paths, timeProvider ?? TimeProvider.System);
        _staging = new DirectoryStaging(Location, _paths, _locks, _failures);
        _files = new DirectoryFiles(_paths, _staging, _locks);
        _listing = new DirectoryListing(_paths, _failures);
        _ignoresCase = new(() => ignoresCase ?? _failures.Guard("write", DirectoryPaths.Staging, _staging.ProbeCase), LazyThreadSafetyMode.PublicationOnly);
    }

    public string Location { get; }

    public bool IgnoresCase => _ignoresCase.Value;

    /// <summary>
    /// A folder that only this user can read, for temporary files of this process, on the store's disk. It exists until
    /// the store is disposed; after a crash, until the next <see cref="CleanStagingAsync"/>.
    /// </summary>
    /// <exception cref="StoreException">It cannot be made.</exception>
    public string StagingDirectory => _failures.Guard("write", DirectoryPaths.Staging, () => _staging.Own);

    string? IExportStore.SpoolDirectory => StagingDirectory;

    public Task<bool> ExistsAsync(CancellationToken cancellationToken) => Task.FromResult(Directory.Exists(Location));

    public async Task<StoreWriter> CreateAsync(string path, CancellationToken cancellationToken) => Start(path, _files.TryPublishAsync, cancellationToken);

    public async Task<StoreWriter> ReplaceAsync(string path, CancellationToken cancellationToken) => Start(path, _files.PublishOverAsync, cancellationToken);

    public async Task<StoredFile?> TryReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = await TryOpenAsync(path, cancellationToken);
        if (stream is null)
        {
            return null;
        }

        var content = new byte[stream.Length];
        var length = await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken);
        var read = content.AsMemory(0, length);
        return new StoredFile(read, new StoreVersion(Convert.ToHexStringLower(SHA256.HashData(read.Span))));
    }

    public async Task<Stream?> TryOpenAsync(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = _failures.Guard("read", path, () => _files.TryOpen(StorePath.File(path)));
        return file is null ? null : new GuardedStream(file, e => _failures.Explain(e, "read", path));
    }

    public async Task<bool> TryCreateAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var target = _paths.Locate(StorePath.File(path));
        return await _failures.GuardAsync("write", path, async () =>
            !File.Exists(target)
            && await _files.StageAsync(content, staged => _files.TryPublishAsync(staged, path, cancellationToken), cancellationToken));
    }

    public async Task<bool> TryReplaceAsync(string path, ReadOnlyMemory<byte> content, StoreVersion version, CancellationToken cancellationToken)
    {
        var target = _paths.Locate(StorePath.File(path));
        return await _failures.GuardAsync("write", path, async () =>
        {
            using var held = await _locks.AcquireAsync(path, cancellationToken);
            var current = await TryReadAsync(path, cancellationToken);
            return current?.Version == version
                && await _files.StageAsync(content, staged => DirectoryFiles.ReplaceAsync(staged, target), cancellationToken);
        });
    }

    public async Task AppendLineAsync(string path, ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        LogLine.Check(line);
        var log = _paths.Locate(StorePath.File(path));
        await _failures.GuardAsync("write", path, async () =>
        {
            using var held = await _locks.AcquireAsync(path, cancellationToken);
            return DirectoryLog.Append(log, line);
        });
    }

    public IAsyncEnumerable<StoreEntry> ListAsync(string folder, CancellationToken cancellationToken)
        => Stream(_listing.Files(StorePath.Folder(folder)), cancellationToken);

    public IAsyncEnumerable<string> ListFoldersAsync(string folder, CancellationToken cancellationToken)
        => Stream(_listing.Folders(StorePath.Folder(folder)), cancellationToken);

    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = _paths.Locate(StorePath.File(path));
        _failures.Guard("delete", path, () => DirectoryFiles.Delete(file));
    }

    public async Task<bool> TryDeleteAsync(string path, StoreVersion version, CancellationToken cancellationToken)
    {
        var target = _paths.Locate(StorePath.File(path));
        return await _failures.GuardAsync("delete", path, async () =>
        {
            using var held = await _locks.AcquireAsync(path, cancellationToken);
            var isCurrent = (await TryReadAsync(path, cancellationToken))?.Version == version;
            if (isCurrent)
            {
                DirectoryFiles.Delete(target);
            }

            return isCurrent;
        });
    }

    public async Task DeleteFolderAsync(string folder, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var directory = _paths.Locate(StorePath.Folder(folder));
        _failures.Guard("delete", folder, () => DirectoryFiles.DeleteFolder(directory));
    }

    public async Task CleanStagingAsync(CancellationToken cancellationToken)
        => _failures.Guard("clean", DirectoryPaths.Staging, () => _staging.Clean(cancellationToken));

    public void Dispose() => _staging.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private DirectoryWriter Start(
        string path, Func<string, string, CancellationToken, Task<bool>> publishAsync, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _paths.Locate(StorePath.File(path));
        var file = _failures.Guard("write", path, _staging.CreateFile);
        return new DirectoryWriter(file, e => _failures.Explain(e, "write", path), PublishAsync);

        async Task PublishAsync(CancellationToken token)
        {
            if (!await _failures.GuardAsync("write", path, () => publishAsync(file.Name, path, token)))
            {
                throw _failures.AlreadyExists(path);
            }
        }
    }

    private static IAsyncEnumerable<T> Stream<T>(IEnumerable<T> items, CancellationToken cancellationToken)
        => items.TakeWhile(_ => !ThrowIfCanceled(cancellationToken)).ToAsyncEnumerable();

    private static bool ThrowIfCanceled(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return false;
    }
}
