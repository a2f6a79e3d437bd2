using System.Buffers;
using System.Runtime.CompilerServices;
using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Json;

/// <summary>A part of a large JSON text in pooled memory; moves to wherever it is asked to look.</summary>
internal sealed class JsonWindow : IDisposable
{
    public const int MaxBytes = 256 * 1024;

    private readonly IJsonSource _source;
    private readonly long _end;
    private readonly int _capacity;
    private readonly byte[] _bytes;
    private long _start;
    private int _count;

    public JsonWindow(IJsonSource source, long offset, long length)
    {
        _source = source;
        _start = offset;
        _end = offset + length;
        _capacity = (int)Math.Clamp(length, 1, MaxBytes);
        _bytes = ArrayPool<byte>.Shared.Rent(_capacity);
    }

    /// <summary>The bytes from <paramref name="offset"/> on: at least one, up to the window's end.</summary>
    /// <exception cref="InvalidDataException">The text ends before <paramref name="offset"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> From(long offset)
    {
        if ((ulong)(offset - _start) >= (ulong)_count)
        {
            MoveTo(offset);
        }

        var index = (int)(offset - _start);
        return _bytes.AsSpan(index, _count - index);
    }

    /// <summary>Like <see cref="From"/>, but false at the end of the text.</summary>
    public bool TryFrom(long offset, out ReadOnlySpan<byte> bytes)
    {
        bytes = offset < _end ? From(offset) : default;
        return offset < _end;
    }

    /// <summary>Some bytes in one piece; <paramref name="count"/> is at most <see cref="MaxBytes"/>.</summary>
    public ReadOnlySpan<byte> Slice(long offset, int count)
    {
        if (offset < _start || offset + count > _start + _count)
        {
            MoveTo(offset);
        }

        return _bytes.AsSpan((int)(offset - _start), count);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private void MoveTo(long offset)
    {
        Keep(offset);
        var wanted = (int)Math.Min(_capacity, _end - _start);
        while (_count < wanted && _source.Read(_start + _count, _bytes.AsSpan(_count, wanted - _count)) is > 0 and var read)
        {
            _count += read;
        }

        if (offset >= _start + _count)
        {
            throw new InvalidDataException($"The JSON text ends before byte {offset}.");
        }
    }

    // What was just looked at will be looked at again: a value is measured first and copied then.
    private void Keep(long offset)
    {
        var start = Math.Max(_start, offset - (_capacity / 4));
        var kept = offset > _start ? (int)(_start + _count - start) : 0;
        if (kept <= 0)
        {
            (_start, _count) = (offset, 0);
            return;
        }

        _bytes.AsSpan((int)(start - _start), kept).CopyTo(_bytes);
        (_start, _count) = (start, kept);
    }
}
