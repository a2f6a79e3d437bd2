using System.Buffers;
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

    private readonly int _maxDepth;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private int _needed;
    private int _valueStart;
    private int _valueLength;
    private long _startOffset;
    private bool _isComplete;
    private JsonReaderState _state;

    /// <param name="maxDepth">Deepest nesting accepted.</param>
    /// <param name="offset">Where the first byte lies, to count offsets from elsewhere.</param>
    /// <param name="bufferSize">Bytes of the first buffer; it grows as needed.</param>
    public JsonScanner(int maxDepth = DefaultMaxDepth, long offset = 0, int bufferSize = 16 * 1024)
    {
        _maxDepth = maxDepth;
        _startOffset = offset;
        _buffer = ArrayPool<byte>.Shared.Rent(bufferSize);

        // One level more than allowed, so that the excess is told apart from malformed text.
        _state = new JsonReaderState(new JsonReaderOptions { MaxDepth = maxDepth + 1 });
    }

    public JsonTokenType TokenType { get; private set; }

    /// <summary>Offset of the token's first byte, the opening quote of a string.</summary>
    public long TokenStart { get; private set; }

    /// <summary>Offset after the token's last byte.</summary>
    public long TokenEnd { get; private set; }

    /// <summary>Arrays and objects around the token; 0 for the outermost value.</summary>
    public int Depth { get; private set; }

    /// <summary>True when the string or name contains escapes.</summary>
    public bool IsEscaped { get; private set; }

    /// <summary>The token's text as sent, a string's without its quotes. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Value => _buffer.AsSpan(_valueStart, _valueLength);

    /// <summary>The token's text as sent, a string's with its quotes. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Raw => IsText ? _buffer.AsSpan(_valueStart - 1, _valueLength + 2) : Value;

    /// <summary>True for a whole scalar, or the end of an array or object.</summary>
    public bool EndsValue => TokenType is not (JsonTokenType.PropertyName or JsonTokenType.StartArray or JsonTokenType.StartObject);

    private bool IsText => TokenType is JsonTokenType.String or JsonTokenType.PropertyName;

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
        if (!_isComplete && _end - _start < _needed)
        {
            return false;
        }

        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isComplete, _state);
        var hasToken = reader.Read();
        if (hasToken)
        {
            Take(in reader);
        }

        _state = reader.CurrentState;
        _start += (int)reader.BytesConsumed;
        _startOffset += reader.BytesConsumed;
        _needed = hasToken ? 0 : BytesNeeded(_end - _start);
        return hasToken;
    }

    /// <summary>The string or name with its escapes resolved; null when an escape stands for half a character.</summary>
    public string? GetText() => JsonText.Decode(Raw, IsEscaped);

    /// <summary>Compares the name or string with ASCII text, ignoring case.</summary>
    public bool TextIs(string text) => IsEscaped
        ? string.Equals(GetText(), text, StringComparison.OrdinalIgnoreCase)
        : Ascii.EqualsIgnoreCase(Value, text);

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    private static int BytesNeeded(int pending) => pending switch
    {
        > MaxTokenBytes => throw new JsonLimitException($"A single JSON value is longer than {MaxTokenBytes} bytes"),
        < LongToken => 0,
        _ => Math.Min(pending * 2, MaxTokenBytes + 1),
    };

    private void Take(ref readonly Utf8JsonReader reader)
    {
        TokenType = reader.TokenType;
        Depth = reader.CurrentDepth;
        IsEscaped = reader.ValueIsEscaped;
        TokenStart = _startOffset + reader.TokenStartIndex;
        _valueStart = _start + (int)reader.TokenStartIndex + (IsText ? 1 : 0);
        _valueLength = reader.ValueSpan.Length;
        TokenEnd = TokenStart + Raw.Length;

        if (TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject && Depth >= _maxDepth)
        {
            throw new JsonLimitException($"JSON is nested deeper than {_maxDepth} levels");
        }

        if (IsText && !Utf8.IsValid(Value))
        {
            throw new JsonException("A string is not valid UTF-8.");
        }
    }

    private void MakeRoomFor(int count)
    {
        if (_buffer.Length - _end >= count)
        {
            return;
        }

        var pending = _end - _start;
        var target = pending + count <= _buffer.Length
            ? _buffer
            : ArrayPool<byte>.Shared.Rent(Math.Max(pending + count, _buffer.Length * 2));
        _buffer.AsSpan(_start, pending).CopyTo(target);
        if (target != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = target;
        }

        (_start, _end) = (0, pending);
    }
}
