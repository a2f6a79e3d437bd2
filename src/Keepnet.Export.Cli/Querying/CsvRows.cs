namespace Keepnet.Export.Cli.Querying;

/// <summary>
/// Comma-separated values as in RFC 4180: CRLF, quotes where needed, NULL empty and an empty text quoted. A text that a
/// spreadsheet would take for a formula gets an apostrophe in front; numbers, in texts too, stay as they are.
/// </summary>
internal static class CsvRows
{
    public static void Write(TextWriter output, QueryResult result)
    {
        WriteLine(output, result.Columns.Select(column => Text(column.Name)));
        foreach (var row in result.Rows)
        {
            WriteLine(output, row.Zip(result.Columns, (cell, column) => cell is null ? "" : column.IsNumber ? cell : Text(cell)));
        }
    }

    public static string Text(string text) => text.Length == 0 ? "\"\"" : CsvText.Field(text);

    private static void WriteLine(TextWriter output, IEnumerable<string> cells)
    {
        output.Write(string.Join(',', cells));
        output.Write("\r\n");
    }
}
