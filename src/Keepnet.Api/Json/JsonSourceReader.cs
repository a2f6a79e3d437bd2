using System.Buffers;
using System.Text.Json;

namespace Keepnet.Api.Json;

/// <summary>Reads the tokens of one value of a source, a chunk at a time; memory does not depend on the value's size.</summary>
public sealed class JsonSourceReader : IDisposable
{
    private const int ChunkBytes = 16 * 1024;

    private readonly IJsonSource _source;
    private readonly long _end;
    private readonly byte[] _chunk;
    private readonly int _chunkLength;
    private long _position;

    public JsonSourceReader(IJsonSource source, long offset, long length)
    {
        _source = source;
        _position = offset;
        _end = offset + length;
        _chunkLength = (int)Math.Clamp(length, 1, ChunkBytes);
        _chunk = ArrayPool<byte>.Shared.Rent(_chunkLength);
        Token = new JsonScanner(offset: offset, bufferSize: _chunkLength);
    }

    /// <summary>The token read last.</summary>
    public JsonScanner Token { get; }

    /// <summary>Reads the next token; false after the value's last one.</summary>
    public bool Read()
    {
        while (!Token.TryRead())
        {
            if (_position == _end)
            {
                return false;
            }

            Fill();
        }

        return true;
    }

    /// <summary>Reads on to the end of the value whose first token has just been read; returns its last byte's offset plus one.</summary>
    public long ReadToEndOfValue()
    {
        var depth = Token.Depth;
        while (!(Token.EndsValue && Token.Depth == depth))
        {
            if (!Read())
            {
                throw new JsonException("The value ends too early.");
            }
        }

        return Token.TokenEnd;
    }

    public void Dispose()
    {
        Token.Dispose();
        ArrayPool<byte>.Shared.Return(_chunk);
    }

    private void Fill()
    {
        var wanted = (int)Math.Min(_chunkLength, _end - _position);
        var count = _source.Read(_position, _chunk.AsSpan(0, wanted));
        if (count == 0)
        {
            throw new EndOfStreamException("The JSON source ends before the value does.");
        }

        Token.Append(_chunk.AsSpan(0, count));
        _position += count;
        if (_position == _end)
        {
            Token.Complete();
        }
    }
}
