using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>Writes the parts of a line.</summary>
internal static class JsonText
{
    /// <summary><c>"text"</c>, or <c>null</c>.</summary>
    public static void WriteString(this ArrayBufferWriter<byte> destination, string? text)
    {
        if (text is null)
        {
            destination.Write("null"u8);
            return;
        }

        // By way of UTF-8, which replaces what is no valid Unicode instead of throwing.
        var encoded = JsonEncodedText.Encode(Encoding.UTF8.GetBytes(text), JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        destination.Write("\""u8);
        destination.Write(encoded.EncodedUtf8Bytes);
        destination.Write("\""u8);
    }

    /// <summary>Copies a string as sent and another scalar as a string of its digits or letters; anything else is <c>null</c>.</summary>
    public static void CopyAsString(this ArrayBufferWriter<byte> destination, JsonCursor scanner, JsonSpan value)
    {
        if (!value.HasValue || value.IsContainer)
        {
            destination.Write("null"u8);
            return;
        }

        destination.Write("\""u8);
        scanner.CopyContentTo(value, destination);
        destination.Write("\""u8);
    }

    public static void WriteNumber(this ArrayBufferWriter<byte> destination, int number)
    {
        var digits = destination.GetSpan(11);
        System.Buffers.Text.Utf8Formatter.TryFormat(number, digits, out var count);
        destination.Advance(count);
    }
}
