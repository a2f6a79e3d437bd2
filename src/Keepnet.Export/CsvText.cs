using System.Text;
using Keepnet.Export.Exporting.Flattening;

namespace Keepnet.Export;

/// <summary>
/// Fields of comma-separated values (RFC 4180) that a spreadsheet takes for what they are: text from elsewhere is never run as a
/// formula. For people who open a file in a spreadsheet; JSON lines stay data and need none of this.
/// </summary>
public static class CsvText
{
    /// <summary>What spreadsheets take for the beginning of a formula, in full width too.</summary>
    private const string Formula = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private const string NeedsQuotes = ",\"\r\n";

    /// <summary>
    /// One field. Text that would begin a formula gets an apostrophe before it, plain decimals such as <c>-3.5</c> do not; quotes
    /// are put around what needs them.
    /// </summary>
    public static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var harmless = IsFormula(text) ? "'" + text : text;
        var isPlain = !harmless.AsSpan().ContainsAny(NeedsQuotes) && harmless[0] != ' ' && harmless[^1] != ' ';
        return isPlain ? harmless : $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>One record with its line end, CR LF as the format has it.</summary>
    public static string Line(IEnumerable<string?> fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    private static bool IsFormula(string text)
    {
        // A byte order mark or spaces before it do not stop every program.
        var start = text.AsSpan().TrimStart(" \u00A0\uFEFF");
        return !start.IsEmpty && Formula.Contains(start[0]) && !NumberText.TryFind(Encoding.UTF8.GetBytes(text), out _);
    }
}
