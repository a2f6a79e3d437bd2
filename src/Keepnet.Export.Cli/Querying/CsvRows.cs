using System.Globalization;

namespace Keepnet.Export.Cli.Querying;

/// <summary>
/// Comma-separated values as in RFC 4180: CRLF, quotes where needed, NULL empty and an empty text quoted. A text that a
/// spreadsheet would take for a formula gets an apostrophe in front; numbers, in texts too, stay as they are.
/// </summary>
internal static class CsvRows
{
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    public static void Write(TextWriter output, QueryResult result)
    {
        WriteLine(output, result.Columns.Select(column => Text(column.Name)));
        foreach (var row in result.Rows)
        {
            WriteLine(output, row.Zip(result.Columns, (cell, column) => cell is null ? "" : column.IsNumber ? cell : Text(cell)));
        }
    }

    public static string Text(string text)
    {
        var safe = text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal) && !IsNumber(text) ? "'" + text : text;
        return safe.Length == 0 || safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static bool IsNumber(string text) => double.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);

    private static void WriteLine(TextWriter output, IEnumerable<string> cells)
    {
        output.Write(string.Join(',', cells));
        output.Write("\r\n");
    }
}
