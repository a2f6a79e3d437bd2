using System.Globalization;

namespace Keepnet.Simulator;

/// <summary>A reporting window; both ends belong to it.</summary>
public sealed record SimulatedPeriod(string Name, DateOnly From, DateOnly To)
{
    /// <summary>In the order of the numbers the API's own front end sends.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["LastMonth", "Last3Months", "Last6Months", "LastYear", "ThisYear", "Custom"];

    /// <summary>Tells windows apart; a named one keeps its key when the day changes.</summary>
    internal string Key => Name == "Custom"
        ? string.Create(CultureInfo.InvariantCulture, $"{From:yyyyMMdd}-{To:yyyyMMdd}")
        : Name;

    public static SimulatedPeriod Custom(DateOnly from, DateOnly to) => new("Custom", from, to);

    /// <exception cref="ArgumentOutOfRangeException">The name is none of the five named periods.</exception>
    public static SimulatedPeriod Named(string name, DateOnly today) => name switch
    {
        "LastMonth" => new(name, today.AddDays(-30), today),
        "Last3Months" => new(name, today.AddDays(-90), today),
        "Last6Months" => new(name, today.AddDays(-180), today),
        "LastYear" => new(name, today.AddDays(-365), today),
        "ThisYear" => new(name, new DateOnly(today.Year, 1, 1), today),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not a named period."),
    };

    /// <summary>Days a chart over this window shows: the first of each month, or every week of a short window.</summary>
    internal IEnumerable<DateOnly> ChartDays()
    {
        var isShort = To.DayNumber - From.DayNumber < 62;
        var first = From.Day == 1 || isShort ? From : new DateOnly(From.Year, From.Month, 1).AddMonths(1);
        for (var day = first; day <= To; day = isShort ? day.AddDays(7) : day.AddMonths(1))
            yield return day;
    }
}
