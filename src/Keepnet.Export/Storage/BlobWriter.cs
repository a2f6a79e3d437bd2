namespace Keepnet.Export.Storage;

/// <summary>A blob being written: blocks are sent on the way, and nothing is visible until it is committed.</summary>
internal sealed class BlobWriter : StoreWriter
{
    private readonly BlobBlockStream _blocks;
    private readonly BlobFailures _failures;
    private readonly string _path;

    public BlobWriter(BlobUpload upload, BlobFailures failures, string path)
    {
        _blocks = new BlobBlockStream(upload);
        _failures = failures;
        _path = path;
        Stream = new GuardedStream(_blocks, e => failures.Explain(e, "write", path), leaveOpen: true);
    }

    public override Stream Stream { get; }

    public override async Task CommitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!await _failures.GuardAsync("write", _path, () => _blocks.TryPublishAsync(cancellationToken), cancellationToken))
        {
            throw _failures.AlreadyExists(_path);
        }
    }

    public override ValueTask DisposeAsync() => _blocks.DisposeAsync();
}
