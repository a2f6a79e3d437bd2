using System.Runtime.CompilerServices;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Tests.Support;

/// <summary>A store between the exporter and another one, where a test may interfere with every operation.</summary>
/// <param name="inner">The store that does the work.</param>
/// <param name="aroundAsync">Gets the operation with its path, for example <c>create v1/…/manifest.json</c>, and the work to do.</param>
internal sealed class StoreDecorator(IExportStore inner, Func<string, Func<Task>, Task> aroundAsync) : IExportStore
{
    public string Location => inner.Location;

    public bool IgnoresCase => inner.IgnoresCase;

    public async Task<StoreWriter> CreateAsync(string path, CancellationToken cancellationToken) =>
        new Writer(await DoAsync($"start {path}", () => inner.CreateAsync(path, cancellationToken)), path, aroundAsync);

    public async Task<StoreWriter> ReplaceAsync(string path, CancellationToken cancellationToken) =>
        new Writer(await DoAsync($"start {path}", () => inner.ReplaceAsync(path, cancellationToken)), path, aroundAsync);

    public Task<StoredFile?> TryReadAsync(string path, CancellationToken cancellationToken) =>
        DoAsync($"read {path}", () => inner.TryReadAsync(path, cancellationToken));

    public Task<Stream?> TryOpenAsync(string path, CancellationToken cancellationToken) =>
        DoAsync($"open {path}", () => inner.TryOpenAsync(path, cancellationToken));

    public Task<bool> TryCreateAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        DoAsync($"create {path}", () => inner.TryCreateAsync(path, content, cancellationToken));

    public Task<bool> TryReplaceAsync(string path, ReadOnlyMemory<byte> content, StoreVersion version, CancellationToken cancellationToken) =>
        DoAsync($"replace {path}", () => inner.TryReplaceAsync(path, content, version, cancellationToken));

    public Task AppendLineAsync(string path, ReadOnlyMemory<byte> line, CancellationToken cancellationToken) =>
        aroundAsync($"append {path}", () => inner.AppendLineAsync(path, line, cancellationToken));

    public IAsyncEnumerable<StoreEntry> ListAsync(string folder, CancellationToken cancellationToken) =>
        ListAsync($"list {folder}", inner.ListAsync(folder, cancellationToken), cancellationToken);

    public IAsyncEnumerable<string> ListFoldersAsync(string folder, CancellationToken cancellationToken) =>
        ListAsync($"list {folder}", inner.ListFoldersAsync(folder, cancellationToken), cancellationToken);

    public Task DeleteAsync(string path, CancellationToken cancellationToken) =>
        aroundAsync($"delete {path}", () => inner.DeleteAsync(path, cancellationToken));

    public Task<bool> TryDeleteAsync(string path, StoreVersion version, CancellationToken cancellationToken) =>
        DoAsync($"delete {path}", () => inner.TryDeleteAsync(path, version, cancellationToken));

    public Task DeleteFolderAsync(string folder, CancellationToken cancellationToken) =>
        aroundAsync($"delete {folder}", () => inner.DeleteFolderAsync(folder, cancellationToken));

    public Task CleanStagingAsync(CancellationToken cancellationToken) =>
        aroundAsync("clean", () => inner.CleanStagingAsync(cancellationToken));

    private async IAsyncEnumerable<T> ListAsync<T>(
        string operation, IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await aroundAsync(operation, () => Task.CompletedTask);
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            yield return item;
        }
    }

    private async Task<T> DoAsync<T>(string operation, Func<Task<T>> work)
    {
        var result = default(T);
        await aroundAsync(operation, async () => result = await work());
        return result!;
    }

    private sealed class Writer(StoreWriter inner, string path, Func<string, Func<Task>, Task> aroundAsync) : StoreWriter
    {
        public override Stream Stream => inner.Stream;

        public override Task CommitAsync(CancellationToken cancellationToken) =>
            aroundAsync($"commit {path}", () => inner.CommitAsync(cancellationToken));

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
