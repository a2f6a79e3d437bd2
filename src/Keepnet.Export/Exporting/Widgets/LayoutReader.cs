using System.Globalization;
using System.Text.Json;
using Keepnet.Api.Json;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Widgets;

/// <summary>Reads the widget ids and the period of a report's detail. Never fails on its shape, which is partly text in text.</summary>
internal static class LayoutReader
{
    public static ReportLayout Read(IJsonSource source, JsonItem reportDetail)
    {
        using var scanner = new JsonCursor(source, reportDetail);
        var subject = $"Report {reportDetail.ResourceId}";
        if (scanner.KindAt(reportDetail.Offset) != JsonValueKind.Object)
        {
            return new ReportLayout { WidgetIds = [], Warnings = [$"{subject}: its detail is not a JSON object."] };
        }

        var fields = new LayoutFields();
        var position = reportDetail.Offset;
        fields.Read(scanner, ref position);
        return Read(scanner, fields, subject);
    }

    private static ReportLayout Read(JsonCursor scanner, LayoutFields fields, string subject)
    {
        var ids = new WidgetIdCollector();
        var warnings = new List<string>();
        ids.AddList(scanner, fields.Widgets);
        if (LayoutDocument.Problem(scanner, fields.WidgetLayout, ids) is { } problem)
        {
            warnings.Add($"{subject}: its layout {problem}.");
        }

        if (ids.Odd > 0)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{subject}: {ids.Odd} entries are no widgets."));
        }

        return new ReportLayout
        {
            WidgetIds = ids.Ids,
            DatePeriod = scanner.GetString(fields.DatePeriod),
            StartDate = scanner.GetString(fields.StartDate),
            EndDate = scanner.GetString(fields.EndDate),
            Warnings = warnings,
        };
    }
}
