using System.Globalization;
using Spectre.Console;

namespace Keepnet.Export.Cli.Querying;

/// <summary>A table for people: the first rows, long cells cut short, nothing in it taken for markup or control.</summary>
internal static class TableRows
{
    private const int MostRows = 1000;
    private const int MostCharacters = 120;

    public static void Print(Terminal terminal, QueryResult result)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in result.Columns)
        {
            table.AddColumn(new TableColumn(Cell(column.Name)) { NoWrap = true, Alignment = column.IsNumber ? Justify.Right : Justify.Left });
        }

        var rows = 0;
        foreach (var row in result.Rows)
        {
            if (rows++ < MostRows)
            {
                table.AddRow(row.Select(cell => Cell(cell ?? "")));
            }
        }

        if (rows > 0)
        {
            terminal.Print(table);
        }

        terminal.Print(Verdict(rows));
    }

    private static Text Cell(string text) =>
        new(PlainText.Of(text.Length <= MostCharacters ? text : text[..(MostCharacters - 1)].TrimEnd() + "…"));

    private static string Verdict(int rows) => rows switch
    {
        0 => "No rows.",
        1 => "1 row.",
        > MostRows => string.Create(CultureInfo.InvariantCulture, $"{rows} rows, of which these are the first {MostRows}; --csv and --json give all."),
        _ => string.Create(CultureInfo.InvariantCulture, $"{rows} rows."),
    };
}
