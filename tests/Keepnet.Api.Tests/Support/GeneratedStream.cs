namespace Keepnet.Api.Tests.Support;

/// <summary>A head, a block as often as wanted, a tail: large without being anywhere.</summary>
internal sealed class GeneratedStream(byte[] head, byte[] block, int times, byte[] tail) : Stream
{
    private int _part = -1;
    private byte[] _current = head;
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        while (_position == _current.Length)
        {
            if (_part == times)
            {
                return 0;
            }

            _part++;
            (_current, _position) = (_part < times ? block : tail, 0);
        }

        var count = Math.Min(buffer.Length, _current.Length - _position);
        _current.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
