using System.Text.Encodings.Web;
using System.Text.Json;

namespace Keepnet.Export.Cli.Querying;

/// <summary>One JSON array with an object per row, on a line of its own; of a result whose values are JSON.</summary>
internal static class JsonRows
{
    public static void Write(TextWriter output, QueryResult result)
    {
        var names = result.Columns.Select(column => $"\"{JsonEncodedText.Encode(column.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\":").ToList();
        var separator = "[";
        foreach (var row in result.Rows)
        {
            output.Write(separator);
            output.Write("\n{");
            output.Write(string.Join(',', row.Select((value, column) => names[column] + Value(value, result.Columns[column]))));
            output.Write('}');
            separator = ",";
        }

        output.Write(separator == "[" ? "[]\n" : "\n]\n");
    }

    // Not a number and infinity have no JSON; a time is written as in every other file of this program.
    private static string Value(string? json, QueryColumn column) => (json, column.Type) switch
    {
        (null, _) => "null",
        (_, "TIMESTAMP") => json.Replace(' ', 'T'),
        _ when column.IsNumber && !(char.IsAsciiDigit(json[^1]) && (json[0] == '-' || char.IsAsciiDigit(json[0]))) => "null",
        _ => json,
    };
}
