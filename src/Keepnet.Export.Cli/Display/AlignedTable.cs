namespace Keepnet.Export.Cli.Display;

/// <summary>Rows in columns as wide as they need to be, without trailing blanks, so that other tools can read the lines.</summary>
internal static class AlignedTable
{
    public static IEnumerable<string> Lines(IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
