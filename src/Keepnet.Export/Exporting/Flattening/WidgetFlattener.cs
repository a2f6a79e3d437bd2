using System.Text.Json;
using Keepnet.Api.Json;
using Keepnet.Api.Reports;
using Keepnet.Export.Exporting.Attempts;
using Keepnet.Export.Exporting.Checks;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>
/// Turns widgets into lines of <c>metrics.ndjson</c> and <c>tables.ndjson</c>: one for the export of one company, not for
/// several callers at once. Whatever the shape, it flattens what is there; oddities become warnings, once per widget and kind.
/// Works in constant memory, however large a widget is.
/// </summary>
public sealed class WidgetFlattener(FlatteningContext context, ILineSink metrics, ILineSink tables, Action<string> warn)
{
    private readonly ReportPeriods _periods = new(context);

    /// <summary>Takes the figures that look wrong; null when nobody wants to know.</summary>
    internal CheckList? Checks { get; init; }

    public long MetricLines { get; private set; }

    public long TableLines { get; private set; }

    /// <summary>Flattens an object of a <c>get-widget-datas</c> answer.</summary>
    public async Task FlattenWidgetAsync(IJsonSource source, JsonItem widget, CancellationToken cancellationToken)
    {
        using var scanner = new JsonCursor(source, widget);
        var origin = new LineOrigin
        {
            Source = LineOrigin.Widget,
            Period = context.Period.ToString(),
            Window = PeriodWindow.Of(context.Period, context.RequestedAt),
        };
        await FlattenAsync(scanner, widget.Offset, origin, widget.ResourceId, cancellationToken);
    }

    /// <summary>Flattens the widgets of a report's detail, with the report's own period.</summary>
    public async Task FlattenReportAsync(IJsonSource source, JsonItem reportDetail, CancellationToken cancellationToken)
    {
        using var scanner = new JsonCursor(source, reportDetail);
        if (scanner.KindAt(reportDetail.Offset) != JsonValueKind.Object)
        {
            warn($"Report {reportDetail.ResourceId ?? "without an id"}: its detail is not a JSON object, nothing flattened.");
            return;
        }

        var report = new ReportFields();
        var position = reportDetail.Offset;
        report.Read(scanner, ref position);
        var origin = ReadOrigin(scanner, report, reportDetail.ResourceId);
        await FlattenWidgetsAsync(scanner, report.Widgets, origin, cancellationToken);
    }

    private LineOrigin ReadOrigin(JsonCursor scanner, ReportFields report, string? knownId)
    {
        var id = knownId ?? scanner.GetString(report.ResourceId);
        var period = _periods.Read(scanner, report);
        if (period.Name is null)
        {
            warn($"Report {id ?? "without an id"}: names no period.");
        }

        if (report.HasRepeated)
        {
            warn($"Report {id ?? "without an id"}: a field comes twice in its detail, the last counts.");
        }

        return new LineOrigin { Source = LineOrigin.Report, ReportId = id, Period = period.Name, Window = period.Window };
    }

    private async Task FlattenWidgetsAsync(JsonCursor scanner, JsonSpan widgets, LineOrigin origin, CancellationToken cancellationToken)
    {
        if (widgets.Kind != JsonValueKind.Array)
        {
            if (widgets.HasValue)
            {
                warn($"Report {origin.ReportId ?? "without an id"}: widgets is not an array, nothing flattened.");
            }

            return;
        }

        var position = widgets.Offset + 1;
        while (scanner.TryReadElement(ref position))
        {
            position = await FlattenAsync(scanner, position, origin, knownId: null, cancellationToken);
        }
    }

    private async Task<long> FlattenAsync(
        JsonCursor scanner, long position, LineOrigin origin, string? knownId, CancellationToken cancellationToken)
    {
        var oddities = new Oddities();
        var id = knownId;
        if (scanner.KindAt(position) != JsonValueKind.Object)
        {
            oddities.Add(Oddity.WidgetIsNoObject);
            scanner.ReadValue(ref position);
        }
        else
        {
            var widget = new WidgetFields();
            widget.Read(scanner, ref position);
            id = knownId ?? scanner.GetString(widget.ResourceId);
            await FlattenAsync(scanner, widget, id, origin, oddities, cancellationToken);
        }

        var subject = $"Widget {id ?? "without an id"}";
        oddities.Report(origin.ReportId is null ? subject : $"{subject} in report {origin.ReportId}", warn);
        return position;
    }

    private async Task FlattenAsync(
        JsonCursor scanner, WidgetFields widget, string? id, LineOrigin origin, Oddities oddities, CancellationToken cancellationToken)
    {
        if (widget.HasRepeated)
        {
            oddities.Add(Oddity.FieldIsRepeated);
        }

        var type = scanner.GetString(widget.WidgetType);
        var lines = new WidgetLines(context, origin, scanner, widget, id);
        var dimensions = new PointDimensions(scanner, oddities);
        var metricLine = new MetricLine(scanner, lines, dimensions, metrics);
        var checks = Checks is null ? null : new WidgetChecks(new WidgetInHand(id, type, scanner.GetString(widget.Name), origin.ReportId));
        var metricWriter = new MetricWriter(scanner, metricLine, PositionalNames.Of(type), oddities, checks);
        var tableWriter = new TableWriter(scanner, lines, tables, oddities);
        var dates = new PointDates(scanner, context.Dates, WindowOf(type, origin), oddities);
        var pass = new WidgetPass(scanner, lines, dimensions, metricWriter, tableWriter, dates, oddities, checks);
        await pass.FlattenAsync(widget.WidgetDatas, cancellationToken);
        MetricLines += metricLine.Count;
        TableLines += tableWriter.Count;
        checks?.End(Checks!, oddities.CountOf(Oddity.DateIsOutsideWindow), metricLine.Count + tableWriter.Count);
    }

    // This widget shows a year whatever is asked for.
    private PeriodWindow? WindowOf(string? widgetType, LineOrigin origin) =>
        string.Equals(widgetType, "ImpactOfPhishingAwarenessTrainingWidget", StringComparison.OrdinalIgnoreCase)
            && ReportPeriod.TryParse("LastYear", out var year)
            ? PeriodWindow.Of(year, context.RequestedAt)
            : origin.Window;
}
