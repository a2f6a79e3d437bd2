using System.Buffers;
using System.Text;
using System.Text.Json;
using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Json;

/// <summary>
/// Walks a JSON text known to be valid, of any size in constant memory, and copies values as they were sent.
/// A position points at a value or between two; reading moves it on.
/// </summary>
/// <remarks>
/// Not <see cref="Utf8JsonReader"/>: that one has to hold a whole token and cannot jump, while a widget may hold its rows
/// before the names of their columns.
/// </remarks>
internal sealed class JsonCursor : IDisposable
{
    /// <summary>Longest string that <see cref="TryGetText"/> looks at, in bytes.</summary>
    public const int MaxTextBytes = 1024;

    private readonly JsonWindow _window;
    private readonly JsonSkipper _skipper;
    private byte[]? _unescaped;

    public JsonCursor(IJsonSource source, JsonItem item)
        : this(source, item.Offset, item.Length)
    {
    }

    public JsonCursor(IJsonSource source, long offset, long length)
    {
        _window = new JsonWindow(source, offset, length);
        _skipper = new JsonSkipper(_window);
    }

    public JsonValueKind KindAt(long position) => _window.From(position)[0] switch
    {
        (byte)'{' => JsonValueKind.Object,
        (byte)'[' => JsonValueKind.Array,
        (byte)'"' => JsonValueKind.String,
        (byte)'t' => JsonValueKind.True,
        (byte)'f' => JsonValueKind.False,
        (byte)'n' => JsonValueKind.Null,
        _ => JsonValueKind.Number,
    };

    /// <summary>Steps to the next property of an object and on to its value; false, and past the object, at its end.</summary>
    /// <param name="position">Just behind the object's opening brace or a property's value.</param>
    /// <param name="name">The property's name.</param>
    public bool TryReadName(ref long position, out JsonSpan name)
    {
        name = default;
        if (!TryReadElement(ref position))
        {
            return false;
        }

        name = ReadValue(ref position);
        position = _skipper.EndOfSeparators(position);
        return true;
    }

    /// <summary>Steps to the next element of an array; false, and past the array, at its end.</summary>
    /// <param name="position">Just behind the array's opening bracket or an element.</param>
    public bool TryReadElement(ref long position)
    {
        position = _skipper.EndOfSeparators(position);
        if (_window.From(position)[0] is not ((byte)']' or (byte)'}'))
        {
            return true;
        }

        position++;
        return false;
    }

    /// <summary>Moves past these bytes and the separators behind; false, and nowhere, when others come next, or when the window ends in them.</summary>
    public bool TrySkip(ReadOnlySpan<byte> expected, ref long position)
    {
        var bytes = _window.From(position);
        if (!bytes.StartsWith(expected))
        {
            return false;
        }

        position += expected.Length;
        if (bytes.Length == expected.Length || bytes[expected.Length] <= ' ')
        {
            position = _skipper.EndOfSeparators(position);
        }

        return true;
    }

    /// <summary>Reads the value at <paramref name="position"/> and moves past it.</summary>
    public JsonSpan ReadValue(ref long position)
    {
        var start = position;
        var kind = KindAt(start);
        position = kind switch
        {
            JsonValueKind.Object or JsonValueKind.Array => _skipper.EndOfContainer(start),
            JsonValueKind.String => _skipper.EndOfString(start),
            JsonValueKind.Number => _skipper.EndOfNumber(start),
            JsonValueKind.False => start + "false".Length,
            _ => start + "null".Length,
        };
        return new JsonSpan(start, position - start, kind);
    }

    /// <summary>A string's characters as UTF-8 without escapes, any other value as sent. Valid until the next call.</summary>
    /// <returns>False when the value is too long to be a name, a number or a date, or no valid Unicode.</returns>
    public bool TryGetText(JsonSpan span, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (span.Length > MaxTextBytes)
        {
            return false;
        }

        text = _window.Slice(span.Offset, (int)span.Length);
        if (span.Kind != JsonValueKind.String)
        {
            return true;
        }

        if (text.Contains((byte)'\\'))
        {
            _unescaped ??= new byte[MaxTextBytes];
            var isText = JsonText.TryDecode(text, _unescaped, out var length);
            text = _unescaped.AsSpan(0, length);
            return isText;
        }

        text = text[1..^1];
        return true;
    }

    /// <summary>Whether numbers may lie in a container: in most there is no digit.</summary>
    public bool MayHoldNumbers(JsonSpan span) => span.IsContainer
        && (span.Length > MaxTextBytes || _window.Slice(span.Offset, (int)span.Length).ContainsAnyInRange((byte)'0', (byte)'9'));

    /// <summary>A scalar's text; null when absent, null, blank, a container, too long or no valid Unicode.</summary>
    public string? GetString(JsonSpan span) =>
        span.HasValue && !span.IsContainer && TryGetText(span, out var text) && !text.Trim(" \t\r\n"u8).IsEmpty
            ? Encoding.UTF8.GetString(text)
            : null;

    /// <summary>Copies a value as sent, but for line breaks: outside of strings they mean nothing and within JSON forbids them.</summary>
    public void CopyTo(JsonSpan span, ArrayBufferWriter<byte> destination) => Copy(span.Offset, span.Length, span.IsContainer, destination);

    /// <summary>Copies what is between a string's quotes, escapes as sent; any other value whole.</summary>
    public void CopyContentTo(JsonSpan span, ArrayBufferWriter<byte> destination)
    {
        var quotes = span.Kind == JsonValueKind.String ? 1 : 0;
        Copy(span.Offset + quotes, span.Length - (2 * quotes), span.IsContainer, destination);
    }

    /// <summary>Copies a few bytes as sent; at most <see cref="JsonWindow.MaxBytes"/>.</summary>
    public void CopyTo(long offset, Span<byte> destination) => _window.Slice(offset, destination.Length).CopyTo(destination);

    public void Dispose() => _window.Dispose();

    private void Copy(long offset, long length, bool mayHaveLineBreaks, ArrayBufferWriter<byte> destination)
    {
        for (var end = offset + length; offset < end;)
        {
            var bytes = _window.From(offset);
            bytes = bytes[..(int)Math.Min(bytes.Length, end - offset)];
            offset += bytes.Length;
            for (int lineBreak; mayHaveLineBreaks && (lineBreak = bytes.IndexOfAny((byte)'\n', (byte)'\r')) >= 0; bytes = bytes[(lineBreak + 1)..])
            {
                destination.Write(bytes[..lineBreak]);
            }

            destination.Write(bytes);
        }
    }
}
