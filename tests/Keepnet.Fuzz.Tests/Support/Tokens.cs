using System.Text;
using System.Text.Json;

namespace Keepnet.Fuzz.Tests.Support;

/// <summary>JSON as the tokens that were written; white space between them aside.</summary>
internal static class Tokens
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 20_000 };

    public static bool AreValid(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, Deep);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static string Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Deep);
        var text = new StringBuilder();
        while (reader.Read())
        {
            text.Append(reader.TokenType).Append(' ').Append(Encoding.Latin1.GetString(reader.ValueSpan)).Append('\n');
        }

        return text.ToString();
    }
}
