using System.Runtime.CompilerServices;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Tests.Support;

/// <summary>A store in memory. What its writers have not committed nobody sees, as in every store.</summary>
internal sealed class MemoryStore : IExportStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (byte[] Content, string Version)> _files = new(StringComparer.Ordinal);
    private int _versions;

    public string Location => "memory";

    public bool IgnoresCase { get; init; }

    /// <summary>Of all files.</summary>
    public DateTimeOffset LastModified { get; init; } = DateTimeOffset.UnixEpoch;

    public IReadOnlyList<string> Paths
    {
        get
        {
            lock (_lock)
            {
                return [.. _files.Keys];
            }
        }
    }

    public Task<StoreWriter> CreateAsync(string path, CancellationToken cancellationToken) =>
        Task.FromResult<StoreWriter>(new MemoryWriter(content => TryCreate(path, content)
            ? true
            : throw new StoreException($"{path} exists already.", isPassing: false)));

    public Task<StoreWriter> ReplaceAsync(string path, CancellationToken cancellationToken) =>
        Task.FromResult<StoreWriter>(new MemoryWriter(content => PutOver(path, content)));

    public Task<StoredFile?> TryReadAsync(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(_files.TryGetValue(path, out var file) ? new StoredFile(file.Content, new StoreVersion(file.Version)) : null);
        }
    }

    public async Task<Stream?> TryOpenAsync(string path, CancellationToken cancellationToken) =>
        await TryReadAsync(path, cancellationToken) is { } file ? new MemoryStream(file.Content.ToArray(), writable: false) : null;

    public Task<bool> TryCreateAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(TryCreate(path, content.ToArray()));
    }

    public Task<bool> TryReplaceAsync(string path, ReadOnlyMemory<byte> content, StoreVersion version, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var isCurrent = _files.TryGetValue(path, out var file) && file.Version == version.Value;
            if (isCurrent)
            {
                Put(path, content.ToArray());
            }

            return Task.FromResult(isCurrent);
        }
    }

    public Task AppendLineAsync(string path, ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var before = _files.TryGetValue(path, out var file) ? file.Content : [];
            byte[] gap = before is [] or [.., (byte)'\n'] ? [] : [(byte)'\n'];
            Put(path, [.. before, .. gap, .. line.Span, (byte)'\n']);
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoreEntry> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var path in Paths.Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal)))
        {
            if (await TryReadAsync(path, cancellationToken) is { } file)
            {
                yield return new StoreEntry(path, file.Content.Length, LastModified);
            }
        }
    }

    public IAsyncEnumerable<string> ListFoldersAsync(string folder, CancellationToken cancellationToken) => Paths
        .Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal))
        .Select(path => path[(folder.Length + 1)..].Split('/'))
        .Where(segments => segments.Length > 1)
        .Select(segments => segments[0])
        .Distinct()
        .ToAsyncEnumerable();

    public Task DeleteAsync(string path, CancellationToken cancellationToken) => Remove(other => other == path);

    public Task<bool> TryDeleteAsync(string path, StoreVersion version, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var isCurrent = _files.TryGetValue(path, out var file) && file.Version == version.Value;
            if (isCurrent)
            {
                _files.Remove(path);
            }

            return Task.FromResult(isCurrent);
        }
    }

    public Task DeleteFolderAsync(string folder, CancellationToken cancellationToken) =>
        Remove(path => path.StartsWith(folder + "/", StringComparison.Ordinal));

    public Task CleanStagingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private bool TryCreate(string path, byte[] content)
    {
        lock (_lock)
        {
            var isNew = !_files.ContainsKey(path);
            if (isNew)
            {
                Put(path, content);
            }

            return isNew;
        }
    }

    private bool PutOver(string path, byte[] content)
    {
        lock (_lock)
        {
            Put(path, content);
            return true;
        }
    }

    private void Put(string path, byte[] content) => _files[path] = (content, $"{++_versions}");

    private Task Remove(Func<string, bool> isMeant)
    {
        lock (_lock)
        {
            foreach (var path in _files.Keys.Where(isMeant).ToList())
            {
                _files.Remove(path);
            }
        }

        return Task.CompletedTask;
    }

    private sealed class MemoryWriter(Func<byte[], bool> publish) : StoreWriter
    {
        private readonly MemoryStream _stream = new();

        public override Stream Stream => _stream;

        public override Task CommitAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            publish(_stream.ToArray());
            return Task.CompletedTask;
        }

        public override ValueTask DisposeAsync() => _stream.DisposeAsync();
    }
}
