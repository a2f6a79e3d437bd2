namespace Keepnet.Simulator;

/// <summary>The grid of a report: a JSON array written into a string.</summary>
internal static class ReportLayout
{
    public static string? Write(SimulatedReport report, SimulatedPeriod period, ApiDates dates) => report.Layout switch
    {
        LayoutFlaw.Missing => null,
        LayoutFlaw.Blank => " ",
        LayoutFlaw.BrokenJson => "[{\"x\":0,\"y\":0,\"w\":12,",
        _ => Json.Write(Items(report, period, dates)),
    };

    private static IEnumerable<object> Items(SimulatedReport report, SimulatedPeriod period, ApiDates dates)
    {
        var widgets = report.LayoutOnlyWidget is { } extra ? report.Widgets.Append(extra) : report.Widgets;
        var row = 0;
        foreach (var widget in widgets)
        {
            yield return Item(widget, row, period, dates);
            yield return Spacer(row);
            row += 6;
        }
    }

    private static object Item(WidgetDefinition widget, int row, SimulatedPeriod period, ApiDates dates) => new
    {
        x = 0,
        y = row,
        w = 9,
        minW = 4,
        defaultW = 6,
        midW = 8,
        h = 6,
        defaultH = 6,
        minH = 4,
        maxH = 12,
        i = $"k{row}",
        resourceId = widget.Id,
        title = widget.Title,
        key = widget.Type,
        isAllowed = true,
        parentKey = widget.Description ?? widget.Group,
        chartType = widget.ChartType.ToLowerInvariant(),
        dateInterval = "month",
        startDate = dates.Moment(period.From),
        endDate = dates.Moment(period.To),
        moved = false,
        isSupportManager = widget.IsSupportManager,
        @static = false,
    };

    /// <summary>Fills the row; it has no id and is never asked for.</summary>
    private static object Spacer(int row) => new
    {
        x = 9,
        y = row,
        w = 3,
        h = 6,
        i = $"s{row}",
        key = "EmptyWidget",
        isAllowed = true,
        moved = false,
    };
}
