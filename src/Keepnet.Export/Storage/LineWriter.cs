namespace Keepnet.Export.Storage;

/// <summary>Writes a new file line by line. It appears when committed; without a line, it never does.</summary>
internal sealed class LineWriter(IExportStore store, string path) : IAsyncDisposable
{
    private static readonly ReadOnlyMemory<byte> LineFeed = "\n"u8.ToArray();

    private StoreWriter? _writer;

    public int Count { get; private set; }

    public async ValueTask AddAsync(ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        _writer ??= await store.CreateAsync(path, cancellationToken);
        await _writer.Stream.WriteAsync(line, cancellationToken);
        await _writer.Stream.WriteAsync(LineFeed, cancellationToken);
        Count++;
    }

    public Task CommitAsync(CancellationToken cancellationToken) => _writer?.CommitAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _writer?.DisposeAsync() ?? ValueTask.CompletedTask;
}
