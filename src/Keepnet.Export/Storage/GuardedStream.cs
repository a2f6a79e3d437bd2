namespace Keepnet.Export.Storage;

/// <summary>Passes everything on to another stream and replaces its failures by the store's own.</summary>
/// <param name="inner">The stream to pass on to.</param>
/// <param name="explain">The failure to throw instead, or null to leave it as it is.</param>
/// <param name="leaveOpen">Whether disposing leaves the inner stream open.</param>
/// <param name="writesAtOnce">
/// Whether asynchronous writes are done by the caller's thread: where they only fill the system's cache, handing them to
/// another thread costs more than they do.
/// </param>
internal sealed class GuardedStream(
    Stream inner, Func<Exception, StoreException?> explain, bool leaveOpen = false, bool writesAtOnce = false) : Stream
{
    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => Guard(() => inner.Length);

    public override long Position
    {
        get => Guard(() => inner.Position);
        set => Guard(() => inner.Position = value);
    }

    public override void Flush() => Guard(() =>
    {
        inner.Flush();
        return 0;
    });

    public override long Seek(long offset, SeekOrigin origin) => Guard(() => inner.Seek(offset, origin));

    public override void SetLength(long value) => throw new NotSupportedException("A file of a store is written or read from start to end.");

    public override int Read(byte[] buffer, int offset, int count) => Guard(() => inner.Read(buffer, offset, count));

    public override void Write(byte[] buffer, int offset, int count) => Guard(() =>
    {
        inner.Write(buffer, offset, count);
        return 0;
    });

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await inner.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (Replacement(e, cancellationToken) is { } replacement)
        {
            throw replacement;
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            if (writesAtOnce)
            {
                cancellationToken.ThrowIfCancellationRequested();
                inner.Write(buffer.Span);
                return;
            }

            await inner.WriteAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (Replacement(e, cancellationToken) is { } replacement)
        {
            throw replacement;
        }
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await inner.FlushAsync(cancellationToken);
        }
        catch (Exception e) when (Replacement(e, cancellationToken) is { } replacement)
        {
            throw replacement;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (Replacement(e, CancellationToken.None) is { } replacement)
        {
            throw replacement;
        }
    }

    // A caller who cancelled asked for the failure.
    private StoreException? Replacement(Exception exception, CancellationToken cancellationToken)
        => exception is StoreException || cancellationToken.IsCancellationRequested ? null : explain(exception);
}
