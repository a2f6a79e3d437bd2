using System.Buffers;
using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>Moves over a part of a source; holds one piece of it in pooled memory, and grows only for a token larger than that.</summary>
internal sealed class JsonWindow : IDisposable
{
    public const int DefaultSize = 64 * 1024;

    private readonly IJsonSource _source;
    private readonly long _end;
    private byte[] _buffer;
    private int _count;

    /// <param name="source">What to read.</param>
    /// <param name="start">First byte.</param>
    /// <param name="end">Byte after the last.</param>
    /// <param name="size">Bytes to hold at once.</param>
    public JsonWindow(IJsonSource source, long start, long end, int size = DefaultSize)
    {
        (_source, Start, _end) = (source, start, end);
        _buffer = ArrayPool<byte>.Shared.Rent(size);
        Fill(size);
    }

    /// <summary>Where in the source the window begins.</summary>
    public long Start { get; private set; }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _count);

    /// <summary>True when nothing follows the window.</summary>
    public bool IsLast => Start + _count == _end;

    /// <summary>Lets go of the first bytes and reads as many more; reads twice as much when there is nothing to let go.</summary>
    public void Advance(int consumed)
    {
        var size = consumed == 0 ? checked(_count * 2) : _count;
        var rest = Bytes[consumed..];
        var buffer = size <= _buffer.Length ? _buffer : ArrayPool<byte>.Shared.Rent(size);
        rest.CopyTo(buffer);
        if (buffer != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = buffer;
        }

        (_count, Start) = (rest.Length, Start + consumed);
        Fill(size);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _count = 0;
    }

    private void Fill(int size)
    {
        var wanted = (int)Math.Min(size, _end - Start);
        while (_count < wanted)
        {
            var read = _source.Read(Start + _count, _buffer.AsSpan(_count, wanted - _count));
            _count += read > 0 ? read : throw new EndOfStreamException("The JSON source ended before its length.");
        }
    }
}
