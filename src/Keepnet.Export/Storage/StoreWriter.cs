namespace Keepnet.Export.Storage;

/// <summary>A file being written. Disposing it without a commit leaves nothing behind; disposing twice is fine.</summary>
public abstract class StoreWriter : IAsyncDisposable
{
    /// <summary>Where to write. Flushing it may or may not send anything.</summary>
    public abstract Stream Stream { get; }

    /// <summary>Makes the file appear, complete, under its path. Fails if a file is there already, unless it was started to take its place.</summary>
    public abstract Task CommitAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
