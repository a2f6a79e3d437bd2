using System.Text;
using System.Text.Json;

namespace Keepnet.Export.Tests.Support;

/// <summary>JSON as the tokens that were written: what differs only in white space is the same, a digit more is not.</summary>
internal static class Tokens
{
    public static string Of(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = 512 });
        var text = new StringBuilder();
        while (reader.Read())
        {
            text.Append(reader.TokenType).Append(' ').Append(Encoding.UTF8.GetString(reader.ValueSpan)).Append('\n');
        }

        return text.ToString();
    }

    public static IReadOnlyList<string> OfElements(string json) =>
        [.. JsonDocument.Parse(json).RootElement.EnumerateArray().Select(element => Of(element.GetRawText()))];
}
