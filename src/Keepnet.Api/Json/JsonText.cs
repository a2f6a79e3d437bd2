using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Keepnet.Api.Json;

/// <summary>Text of JSON strings.</summary>
public static class JsonText
{
    /// <param name="quoted">The string as sent, quotes included; valid JSON.</param>
    /// <param name="isEscaped">Whether it contains escapes.</param>
    /// <returns>Null for an escape that stands for half a character, which no .NET text may hold.</returns>
    public static string? Decode(ReadOnlySpan<byte> quoted, bool isEscaped)
    {
        if (!isEscaped)
        {
            return Encoding.UTF8.GetString(quoted[1..^1]);
        }

        var text = ArrayPool<byte>.Shared.Rent(quoted.Length);
        try
        {
            return TryDecode(quoted, text, out var length) ? Encoding.UTF8.GetString(text, 0, length) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    /// <summary>Resolves the escapes of a string; false for one that stands for half a character.</summary>
    /// <param name="quoted">The string as sent, quotes included; valid JSON.</param>
    /// <param name="text">Takes it as UTF-8; as long as <paramref name="quoted"/> is always enough.</param>
    /// <param name="length">Bytes it has.</param>
    public static bool TryDecode(ReadOnlySpan<byte> quoted, Span<byte> text, out int length)
    {
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        try
        {
            length = reader.CopyString(text);
            return true;
        }
        catch (InvalidOperationException)
        {
            length = 0;
            return false;
        }
    }
}
