using System.Runtime.CompilerServices;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Keepnet.Export.Storage;

/// <summary>
/// A store in a container of Azure Blob Storage, which is created if missing and allowed. Needs the role
/// Storage Blob Data Contributor on the container. A log that reaches the limit of an append blob goes on in
/// <c>name-002.ndjson</c>, <c>name-003.ndjson</c> and so on beside it.
/// </summary>
public sealed class BlobStore : IExportStore
{
    private const int DeletesAtOnce = 8;

    private readonly BlobContainerClient _container;
    private readonly BlobFailures _failures;
    private readonly BlobLogs _logs;
    private bool _isPrepared;

    /// <param name="container">The container; its client decides about credentials and retries.</param>
    public BlobStore(BlobContainerClient container)
    {
        _container = container;
        Location = new UriBuilder(container.Uri) { Query = "", Fragment = "", UserName = "", Password = "" }.Uri.AbsoluteUri.TrimEnd('/');
        _failures = new BlobFailures(Location);
        _logs = new BlobLogs(container);
    }

    public string Location { get; }

    public bool IgnoresCase => false;

    /// <summary>A store in the container at this address, such as <c>https://account.blob.core.windows.net/container</c>.</summary>
    /// <exception cref="StoreException">The address names no container.</exception>
    public static BlobStore Connect(Uri container, TokenCredential credential) => BlobConnections.Open(container, credential);

    /// <summary>A store in a container of the account that a connection string names; for Azurite and accounts with keys.</summary>
    /// <exception cref="StoreException">The connection string or the name cannot be used.</exception>
    public static BlobStore Connect(string connectionString, string container) => BlobConnections.Open(connectionString, container);

    public Task<bool> ExistsAsync(CancellationToken cancellationToken) => _failures.GuardAsync("read", "anything", async () =>
    {
        try
        {
            return (await _container.ExistsAsync(cancellationToken)).Value;
        }
        catch (Azure.RequestFailedException e) when (e.Status == 403)
        {
            // Blobs may be open to who may not look at their container.
            return true;
        }
    }, cancellationToken);

    public Task<StoreWriter> CreateAsync(string path, CancellationToken cancellationToken) => StartAsync(path, replaces: false, cancellationToken);

    public Task<StoreWriter> ReplaceAsync(string path, CancellationToken cancellationToken) => StartAsync(path, replaces: true, cancellationToken);

    public Task<StoredFile?> TryReadAsync(string path, CancellationToken cancellationToken)
    {
        var blob = _container.GetBlobClient(StorePath.File(path));
        return DoAsync("read", path, () => OrNullAsync<StoredFile>(async () =>
        {
            var answer = (await blob.DownloadContentAsync(cancellationToken)).Value;
            return new StoredFile(answer.Content.ToMemory(), new StoreVersion(answer.Details.ETag.ToString()));
        }), cancellationToken);
    }

    public Task<Stream?> TryOpenAsync(string path, CancellationToken cancellationToken)
    {
        var blob = _container.GetBlobClient(StorePath.File(path));
        return DoAsync("read", path, () => OrNullAsync<Stream>(async () =>
        {
            // A connection that breaks is resumed only if the blob is still the same.
            var answer = (await blob.DownloadStreamingAsync(cancellationToken: cancellationToken)).Value;
            return new GuardedStream(answer.Content, e => _failures.Explain(e, "read", path));
        }), cancellationToken);
    }

    public Task<bool> TryCreateAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var upload = new BlobUpload(_container.GetBlockBlobClient(StorePath.File(path)));
        return DoAsync("write", path, () => upload.TryPutAsync(content, BlobUpload.WhereNoneIs, cancellationToken), cancellationToken);
    }

    public Task<bool> TryReplaceAsync(string path, ReadOnlyMemory<byte> content, StoreVersion version, CancellationToken cancellationToken)
    {
        var upload = new BlobUpload(_container.GetBlockBlobClient(StorePath.File(path)));
        var unchanged = new BlobRequestConditions { IfMatch = new Azure.ETag(version.Value) };
        return DoAsync("write", path, () => upload.TryPutAsync(content, unchanged, cancellationToken), cancellationToken);
    }

    public Task AppendLineAsync(string path, ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        LogLine.Check(line);
        StorePath.File(path);
        return DoAsync("write", path, () => _logs.AppendAsync(path, LogLine.Terminate(line), cancellationToken), cancellationToken);
    }

    public IAsyncEnumerable<StoreEntry> ListAsync(string folder, CancellationToken cancellationToken)
    {
        var prefix = StorePath.Folder(folder) + '/';
        return GuardedAsync(folder, _container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix, Traits = BlobTraits.Metadata }, cancellationToken), cancellationToken)
            .Where(IsFile)
            .Select(blob => new StoreEntry(blob.Name, blob.Properties.ContentLength ?? 0, blob.Properties.LastModified ?? default));
    }

    public IAsyncEnumerable<string> ListFoldersAsync(string folder, CancellationToken cancellationToken)
    {
        var prefix = StorePath.Folder(folder) + '/';
        return GuardedAsync(folder, _container.GetBlobsByHierarchyAsync(new GetBlobsByHierarchyOptions { Prefix = prefix, Delimiter = "/" }, cancellationToken), cancellationToken)
            .Where(item => item.IsPrefix)
            .Select(item => item.Prefix[prefix.Length..].TrimEnd('/'))
            .Order(StringComparer.Ordinal);
    }

    public Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        var blob = _container.GetBlobClient(StorePath.File(path));
        return DoAsync("delete", path, () => blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken), cancellationToken);
    }

    public Task<bool> TryDeleteAsync(string path, StoreVersion version, CancellationToken cancellationToken)
    {
        var blob = _container.GetBlobClient(StorePath.File(path));
        var unchanged = new BlobRequestConditions { IfMatch = new Azure.ETag(version.Value) };
        return DoAsync("delete", path, () => IfMetAsync(() => blob.DeleteAsync(DeleteSnapshotsOption.IncludeSnapshots, unchanged, cancellationToken)), cancellationToken);
    }

    public Task DeleteFolderAsync(string folder, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        ListAsync(folder, cancellationToken),
        new ParallelOptions { MaxDegreeOfParallelism = DeletesAtOnce, CancellationToken = cancellationToken },
        async (entry, token) => await DeleteAsync(entry.Path, token));

    /// <summary>Nothing to do: Azure drops blocks that were never committed within a week, and no listing shows them.</summary>
    public Task CleanStagingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task<StoreWriter> StartAsync(string path, bool replaces, CancellationToken cancellationToken)
    {
        var upload = new BlobUpload(_container.GetBlockBlobClient(StorePath.File(path))) { Replaces = replaces };
        return DoAsync("write", path, () => Task.FromResult<StoreWriter>(new BlobWriter(upload, _failures, path)), cancellationToken);
    }

    // An account with a hierarchical namespace lists its folders as empty blobs.
    private static bool IsFile(BlobItem blob)
        => blob.Metadata?.TryGetValue("hdi_isfolder", out var isFolder) is not true || isFolder != "true";

    private static async Task<bool> IfMetAsync(Func<Task> send)
    {
        try
        {
            await send();
            return true;
        }
        catch (Azure.RequestFailedException e) when (e.Is(BlobErrorCode.ConditionNotMet) || e.Is(BlobErrorCode.BlobNotFound))
        {
            return false;
        }
    }

    private static async Task<T?> OrNullAsync<T>(Func<Task<T>> read) where T : class
    {
        try
        {
            return await read();
        }
        catch (Azure.RequestFailedException e) when (e.Is(BlobErrorCode.BlobNotFound))
        {
            return null;
        }
    }

    private Task<T> DoAsync<T>(string action, string path, Func<Task<T>> work, CancellationToken cancellationToken)
        => _failures.GuardAsync(action, path, async () =>
        {
            await PrepareAsync(cancellationToken);
            return await work();
        }, cancellationToken);

    private async IAsyncEnumerable<T> GuardedAsync<T>(string folder, IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var item = items.GetAsyncEnumerator(cancellationToken);
        while (await DoAsync("list", folder, () => item.MoveNextAsync().AsTask(), cancellationToken))
        {
            yield return item.Current;
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (!_isPrepared)
        {
            try
            {
                await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            }
            catch (Azure.RequestFailedException e) when (e.Status == 403)
            {
                // It may exist all the same; if not, the call that follows says so.
            }

            _isPrepared = true;
        }
    }
}
