using System.Buffers;

namespace Keepnet.Export.Storage;

/// <summary>Gathers what is written into blocks and sends each as it gets full. Nothing becomes visible by disposing it.</summary>
internal sealed class BlobBlockStream(BlobUpload upload) : Stream
{
    private const int FirstBuffer = 64 * 1024;
    private const int SmallestBlock = 4 << 20;
    private const int LargestBlock = 256 << 20;
    private const int BlocksOfOneSize = 5_000;

    private byte[] _buffer = [];
    private int _length;
    private int _blocks;
    private bool _isClosed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>
    /// Bytes of a block by its number. It doubles every 5,000 blocks, so that the 50,000 blocks of a blob hold
    /// several tebibytes while a usual file needs little memory.
    /// </summary>
    public static int BlockSize(int number)
        => (int)Math.Min(LargestBlock, (long)SmallestBlock << Math.Min(30, number / BlocksOfOneSize));

    /// <summary>Makes the blob of all that was written. False when the upload's condition does not hold.</summary>
    public async Task<bool> TryPublishAsync(CancellationToken cancellationToken)
    {
        if (_blocks == 0)
        {
            return await upload.TryPutAsync(_buffer.AsMemory(0, _length), upload.Conditions, cancellationToken);
        }

        if (_length > 0)
        {
            await SendBlockAsync(cancellationToken);
        }

        return await upload.TryCommitAsync(_blocks, cancellationToken);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        cancellationToken.ThrowIfCancellationRequested();
        while (!buffer.IsEmpty)
        {
            if (_length == BlockSize(_blocks))
            {
                await SendBlockAsync(cancellationToken);
            }

            buffer = buffer[Gather(buffer.Span)..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // Blocks the thread once in four mebibytes; there is no synchronisation context to wait on.
    public override void Write(byte[] buffer, int offset, int count)
        => WriteAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (!_isClosed)
        {
            _isClosed = true;
            Swap([]);
        }

        base.Dispose(disposing);
    }

    private int Gather(ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(bytes.Length, BlockSize(_blocks) - _length);
        if (_buffer.Length < _length + count)
        {
            Grow(_length + count);
        }

        bytes[..count].CopyTo(_buffer.AsSpan(_length));
        _length += count;
        return count;
    }

    private void Grow(int atLeast)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(atLeast, Math.Max(FirstBuffer, _buffer.Length * 2)));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        Swap(larger);
    }

    private void Swap(byte[] other)
    {
        if (_buffer.Length > 0)
        {
            // Cleared: it holds customers' data, and other parts of the process rent it next.
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        }

        _buffer = other;
    }

    private async Task SendBlockAsync(CancellationToken cancellationToken)
    {
        await upload.StageAsync(_blocks, _buffer.AsMemory(0, _length), cancellationToken);
        _blocks++;
        _length = 0;
    }
}
