using System.Globalization;
using System.Text;

namespace Keepnet.Export.Benchmarks.Reporting;

/// <summary>Measurements as a table. Cells are numbers, texts, or null where nothing was measured.</summary>
public sealed class ResultTable(string title, params string[] columns)
{
    private readonly List<object?[]> _rows = [];

    public string Title { get; } = title;

    public IReadOnlyList<string> Columns { get; } = columns;

    public IReadOnlyList<IReadOnlyList<object?>> Rows => _rows;

    /// <summary>What a reader has to know beside the numbers.</summary>
    public List<string> Notes { get; } = [];

    public void Add(params object?[] cells) => _rows.Add(cells);

    public string ToMarkdown()
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"### {Title}").AppendLine();
        AppendRow(text, Columns);
        AppendRow(text, Columns.Select((_, index) => index == 0 ? "---" : "---:"));
        foreach (var row in _rows)
        {
            AppendRow(text, row.Select(Format));
        }

        text.AppendLine();
        foreach (var note in Notes)
        {
            text.AppendLine(note).AppendLine();
        }

        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");

    // Three digits say what a measurement of this kind can say.
    private static string Format(object? cell) => cell switch
    {
        null => "–",
        double number when Math.Abs(number) >= 100 => number.ToString("#,0", CultureInfo.InvariantCulture),
        double number when Math.Abs(number) >= 10 => number.ToString("0.0", CultureInfo.InvariantCulture),
        double number => number.ToString("0.00", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString("#,0", CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };
}
