using System.Text;
using System.Text.Json;

namespace Keepnet.Api.Json;

/// <summary>Text of JSON strings.</summary>
internal static class JsonText
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

        try
        {
            var reader = new Utf8JsonReader(quoted);
            reader.Read();
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
