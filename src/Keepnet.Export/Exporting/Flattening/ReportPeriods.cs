using System.Globalization;
using Keepnet.Api.Reports;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>Finds out what period a saved report is about.</summary>
internal sealed class ReportPeriods(FlatteningContext context)
{
    /// <summary>
    /// The folder name of the report's period: a custom one with both dates if they are beyond doubt, else the name as sent.
    /// </summary>
    public (string? Name, PeriodWindow? Window) Read(JsonCursor scanner, ReportFields report)
    {
        var sent = scanner.GetString(report.DatePeriod);
        var name = NameOf(sent);
        if (ReportPeriod.CustomName.Equals(name, StringComparison.OrdinalIgnoreCase)
            && ReadDay(scanner, report.StartDate) is { } from && ReadDay(scanner, report.EndDate) is { } to && from <= to)
        {
            return Describe(ReportPeriod.Custom(from, to));
        }

        return ReportPeriod.TryParse(name, out var period) ? Describe(period) : (name, null);
    }

    private (string Name, PeriodWindow Window) Describe(ReportPeriod period) =>
        (period.ToString(), PeriodWindow.Of(period, context.RequestedAt));

    // The API sends names; its web front end uses the numbers too.
    private static string? NameOf(string? sent) =>
        int.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= ReportPeriod.Names.Count
            ? number == ReportPeriod.Names.Count ? ReportPeriod.CustomName : ReportPeriod.Names[number]
            : sent;

    private DateOnly? ReadDay(JsonCursor scanner, JsonSpan date) =>
        date.HasValue && !date.IsContainer && scanner.TryGetText(date, out var text) && context.Dates.Read(text) is { IsKnown: true } reading
            ? reading.Day
            : null;
}
