namespace Keepnet.Export.Storage;

/// <summary>A file of a directory store being written: it lies in staging until it is committed.</summary>
internal sealed class DirectoryWriter : StoreWriter
{
    private readonly FileStream _file;
    private readonly Func<Exception, StoreException?> _explain;
    private readonly Func<CancellationToken, Task> _publish;
    private bool _closed;

    /// <param name="file">The open file in staging.</param>
    /// <param name="explain">Turns failures into sentences.</param>
    /// <param name="publish">Moves the finished file to where it belongs, or fails.</param>
    public DirectoryWriter(FileStream file, Func<Exception, StoreException?> explain, Func<CancellationToken, Task> publish)
    {
        _file = file;
        _explain = explain;
        _publish = publish;
        Stream = new GuardedStream(file, explain, leaveOpen: true, writesAtOnce: true);
    }

    public override Stream Stream { get; }

    public override async Task CommitAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            // Only what is on the disk may be seen: a power cut must not leave a file with a final name and no content.
            _file.Flush(flushToDisk: true);
            await _file.DisposeAsync();
        }
        catch (Exception e) when (_explain(e) is { } explained)
        {
            throw explained;
        }

        await _publish(cancellationToken);
        _closed = true;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        await TryAsync(_file.DisposeAsync);
        await TryAsync(() =>
        {
            DirectoryFiles.Delete(_file.Name);
            return ValueTask.CompletedTask;
        });
    }

    // A full or failing disk takes neither the rest of the buffer nor the removal. The file is given up, why is told
    // already, and what is left of it goes with the staging folder.
    private async ValueTask TryAsync(Func<ValueTask> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (_explain(e) is not null)
        {
        }
    }
}
