using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Keepnet.Api.Json;

/// <summary>
/// Reads JSON tokens from text that arrives in chunks of any size: append bytes, read until there is no whole token left,
/// and so on; complete it after the last chunk. Offsets count from the first byte ever appended. Everything is validated,
/// the UTF-8 of strings included; memory is bounded by the longest token.
/// </summary>
/// <remarks>Malformed or cut-off text throws <see cref="JsonException"/>, an exceeded limit <see cref="JsonLimitException"/>.</remarks>
public sealed class JsonScanner : IDisposable
{
    public const int DefaultMaxDepth = 10_000;

    /// <summary>The longest single token accepted, in bytes.</summary>
    public const int MaxTokenBytes = 64 * 1024 * 1024;

    // A token this long is only looked at again when twice as much is there: rescanning it at every chunk would be quadratic.
    private const int LongToken = 64 * 1024;

    // Read in one go: setting up a reader takes several times as long as reading a token.
    private const int TokensAtOnce = 256;

    private readonly int _maxDepth;
    private readonly int _deepest;
    private readonly JsonToken[] _tokens = ArrayPool<JsonToken>.Shared.Rent(TokensAtOnce);
    private byte[] _buffer;
    private long _bufferOffset;
    private int _start;
    private int _end;
    private int _needed;
    private int _next;
    private int _count;
    private bool _isComplete;
    private JsonToken _current;
    private JsonReaderState _state;
    private ExceptionDispatchInfo? _failure;

    /// <param name="maxDepth">Deepest nesting accepted.</param>
    /// <param name="offset">Where the first byte lies, to count offsets from elsewhere.</param>
    /// <param name="bufferSize">Bytes of the first buffer; it grows as needed.</param>
    /// <param name="deepest">Tokens with more arrays and objects around them are validated but not handed out.</param>
    public JsonScanner(int maxDepth = DefaultMaxDepth, long offset = 0, int bufferSize = 16 * 1024, int deepest = int.MaxValue)
    {
        (_maxDepth, _deepest) = (maxDepth, deepest);
        _bufferOffset = offset;
        _buffer = ArrayPool<byte>.Shared.Rent(bufferSize);

        // One level more than allowed, so that the excess is told apart from malformed text.
        _state = new JsonReaderState(new JsonReaderOptions { MaxDepth = maxDepth + 1 });
    }

    public JsonTokenType TokenType => _current.Type;

    /// <summary>Offset of the token's first byte, the opening quote of a string.</summary>
    public long TokenStart => _current.Start;

    /// <summary>Offset after the token's last byte.</summary>
    public long TokenEnd => _current.End;

    /// <summary>Arrays and objects around the token; 0 for the outermost value.</summary>
    public int Depth => _current.Depth;

    /// <summary>True when the string or name contains escapes.</summary>
    public bool IsEscaped => _current.IsEscaped;

    /// <summary>The token's text as sent, a string's without its quotes. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Value => ValueOf(in _current);

    /// <summary>The token's text as sent, a string's with its quotes. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Raw => _buffer.AsSpan(PlaceOf(in _current), _current.RawLength);

    /// <summary>True for a whole scalar, or the end of an array or object.</summary>
    public bool EndsValue => TokenType is not (JsonTokenType.PropertyName or JsonTokenType.StartArray or JsonTokenType.StartObject);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(_buffer.Length == 0, this);
        MakeRoomFor(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>Says that no more bytes follow: what is missing now is missing for good.</summary>
    public void Complete() => _isComplete = true;

    /// <summary>Reads the next token; false when it is not whole yet or, after <see cref="Complete"/>, when the text has ended well.</summary>
    public bool TryRead()
    {
        if (_next == _count)
        {
            ReadAhead();
        }

        if (_next == _count)
        {
            _failure?.Throw();
            return false;
        }

        _current = _tokens[_next++];
        return true;
    }

    /// <summary>The string or name with its escapes resolved, null when an escape stands for half a character; any other token as sent.</summary>
    public string? GetText() => TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? JsonText.Decode(Raw, IsEscaped) : Encoding.UTF8.GetString(Value);

    /// <summary>The text as UTF-8 with its escapes resolved; false when an escape stands for half a character.</summary>
    /// <param name="destination">As long as <see cref="Raw"/> is always enough.</param>
    /// <param name="length">Bytes it has.</param>
    public bool TryCopyText(Span<byte> destination, out int length) => JsonText.TryDecode(Raw, destination, out length);

    /// <summary>Compares the name or string with a short ASCII text, ignoring case.</summary>
    public bool TextIs(string text)
    {
        if (!IsEscaped)
        {
            return Ascii.EqualsIgnoreCase(Value, text);
        }

        // An escape has six bytes at most: what is longer than that is another text.
        if (Value.Length > text.Length * 6)
        {
            return false;
        }

        Span<byte> resolved = stackalloc byte[Raw.Length];
        return TryCopyText(resolved, out var length) && Ascii.EqualsIgnoreCase(resolved[..length], text);
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            ArrayPool<JsonToken>.Shared.Return(_tokens);
            _buffer = [];
        }
    }

    private static int BytesNeeded(int pending) => pending switch
    {
        > MaxTokenBytes => throw new JsonLimitException($"A single JSON value is longer than {MaxTokenBytes} bytes"),
        < LongToken => 0,
        _ => Math.Min(pending * 2, MaxTokenBytes + 1),
    };

    private int PlaceOf(ref readonly JsonToken token) => (int)(token.Start - _bufferOffset);

    private int EndOf(ref readonly JsonToken token) => PlaceOf(in token) + token.RawLength;

    private ReadOnlySpan<byte> ValueOf(ref readonly JsonToken token) =>
        _buffer.AsSpan(PlaceOf(in token) + (token.IsText ? 1 : 0), token.Length);

    // A failure waits until the tokens before it have been read.
    private void ReadAhead()
    {
        ObjectDisposedException.ThrowIf(_buffer.Length == 0, this);
        (_next, _count) = (0, 0);
        if (_failure is not null || (!_isComplete && _end - _start < _needed))
        {
            return;
        }

        var first = _start;
        try
        {
            ReadTokens();
        }
        catch (Exception exception) when (exception is JsonException or JsonLimitException)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }

        RefuseInvalidText(first);
    }

    private void ReadTokens()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isComplete, _state);
        var origin = _bufferOffset + _start;
        var hasToken = true;
        while (_count < TokensAtOnce && (hasToken = reader.Read()))
        {
            ThrowIfTooDeep(in reader);
            if (reader.CurrentDepth <= _deepest)
            {
                _tokens[_count++] = JsonToken.Of(in reader, origin);
            }
        }

        _state = reader.CurrentState;
        _start += (int)reader.BytesConsumed;
        _needed = hasToken ? 0 : BytesNeeded(_end - _start);
    }

    private void ThrowIfTooDeep(ref readonly Utf8JsonReader reader)
    {
        if (reader.CurrentDepth >= _maxDepth && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
        {
            throw new JsonLimitException($"JSON is nested deeper than {_maxDepth} levels", JsonLimit.Depth);
        }
    }

    // All at once, because almost always all is well. Of what is malformed, only the tokens before it are looked at.
    private void RefuseInvalidText(int first)
    {
        var end = _failure is null ? _start : _count == 0 ? first : EndOf(in _tokens[_count - 1]);
        if (Utf8.IsValid(_buffer.AsSpan(first, end - first)))
        {
            return;
        }

        _failure = ExceptionDispatchInfo.Capture(new JsonException("A string is not valid UTF-8."));
        _count = CountOfValid(first);
    }

    private int CountOfValid(int first)
    {
        var count = 0;
        while (count < _count && Utf8.IsValid(_buffer.AsSpan(first, EndOf(in _tokens[count]) - first)))
        {
            first = EndOf(in _tokens[count++]);
        }

        return count;
    }

    private void MakeRoomFor(int count)
    {
        if (_buffer.Length - _end >= count)
        {
            return;
        }

        // Tokens read ahead still lie before the start.
        var kept = _next < _count ? PlaceOf(in _tokens[_next]) : _start;
        var pending = _end - kept;
        var target = pending + count <= _buffer.Length
            ? _buffer
            : ArrayPool<byte>.Shared.Rent(Math.Max(pending + count, _buffer.Length * 2));
        _buffer.AsSpan(kept, pending).CopyTo(target);
        if (target != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = target;
        }

        _bufferOffset += kept;
        (_start, _end) = (_start - kept, pending);
    }
}
