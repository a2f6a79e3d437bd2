using System.Globalization;

namespace Keepnet.Api.Reports;

/// <summary>The reporting window asked of the API: a named one, or <c>Custom</c> with inclusive dates.</summary>
public sealed record ReportPeriod
{
    public const string CustomName = "Custom";

    // The API's own numbers; a position is the number (LastMonth = 0).
    private static readonly string[] ApiNames = ["LastMonth", "Last3Months", "Last6Months", "LastYear", "ThisYear", CustomName];

    private ReportPeriod(string name, DateOnly? from, DateOnly? to) => (Name, From, To) = (name, from, to);

    /// <summary>The names that need no dates.</summary>
    public static IReadOnlyList<string> Names { get; } = ApiNames[..^1];

    public static ReportPeriod Default { get; } = new("Last3Months", null, null);

    /// <summary>The API's name of the window.</summary>
    public string Name { get; }

    /// <summary>First day, inclusive; only of a custom window.</summary>
    public DateOnly? From { get; }

    /// <summary>Last day, inclusive; only of a custom window.</summary>
    public DateOnly? To { get; }

    /// <summary>The number by which the API's web front end names the window.</summary>
    public int Number => Array.IndexOf(ApiNames, Name);

    /// <exception cref="ArgumentException"><paramref name="from"/> is after <paramref name="to"/>.</exception>
    public static ReportPeriod Custom(DateOnly from, DateOnly to) => from <= to
        ? new ReportPeriod(CustomName, from, to)
        : throw new ArgumentException($"The period's first day {Text(from)} is after its last day {Text(to)}.", nameof(from));

    /// <summary>One calendar month as a custom window.</summary>
    public static ReportPeriod Month(int year, int month) =>
        Custom(new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month)));

    /// <summary>Reads what <see cref="ToString"/> writes: a name (any case) or <c>yyyy-MM-dd_yyyy-MM-dd</c>.</summary>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ReportPeriod? period)
    {
        period = null;
        if (text is null)
        {
            return false;
        }

        var name = Names.FirstOrDefault(known => known.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (name is not null)
        {
            period = new ReportPeriod(name, null, null);
        }
        else if (text.Split('_') is [var first, var last] && TryDate(first, out var from) && TryDate(last, out var to) && from <= to)
        {
            period = Custom(from, to);
        }

        return period is not null;
    }

    /// <summary>The name, or <c>2026-04-01_2026-06-30</c> for a custom window.</summary>
    public override string ToString() => From is { } from && To is { } to ? $"{Text(from)}_{Text(to)}" : Name;

    private static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
