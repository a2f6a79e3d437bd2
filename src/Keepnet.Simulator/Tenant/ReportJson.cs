using System.Text.Json.Nodes;

namespace Keepnet.Simulator;

/// <summary>Reports as <c>executive-report/search</c> and <c>executive-report/{id}</c> write them.</summary>
internal sealed class ReportJson(WidgetRenderer widgets, ApiDates dates)
{
    /// <summary>The internal number of the built-in report's owner, which is no customer.</summary>
    private const int TemplateOwner = 1;

    public string List(SimulatedCompany company, IEnumerable<SimulatedReport> reports) =>
        $"[{string.Join(',', reports.Select(report => widgets.WithOwner(Item(company, report), company)))}]";

    public string Detail(SimulatedCompany company, SimulatedReport report, DateOnly today)
    {
        var period = SimulatedPeriod.Named(report.PeriodName, today);
        return widgets.WithOwner(new JsonObject
        {
            ["resourceId"] = report.Id,
            ["companyId"] = report.IsBuiltIn ? TemplateOwner : company.Number,
            ["name"] = report.Name,
            ["companyName"] = company.Name.Trim(),
            ["description"] = report.Description,
            ["dateCreated"] = dates.Moment(company.Created.AddDays(20).AddMinutes(report.Widgets.Count)),
            ["widgetLayout"] = ReportLayout.Write(report, period, dates),
            ["widgets"] = new JsonArray([.. report.Widgets.Select((widget, position) => Widget(company, widget, period, position))]),
            ["datePeriod"] = report.PeriodName,
            ["dateRange"] = $"{dates.Day(period.From)} - {dates.Day(period.To)}",
            ["startDate"] = null,
            ["endDate"] = null,
            ["isSupportManager"] = report.IsManagerReport,
        }.ToJsonString(Json.Options), company);
    }

    private static string Item(SimulatedCompany company, SimulatedReport report) =>
        Json.Write(new
        {
            resourceId = report.Id,
            companyId = report.IsBuiltIn ? TemplateOwner : company.Number,
            name = report.Name,
            isEditable = !report.IsBuiltIn,
            isDeletable = !report.IsBuiltIn,
            description = report.Description,
            isSupportManager = report.IsManagerReport,
        });

    /// <summary>A report carries its data; of the fifth widget it is missing, as for one added a moment ago.</summary>
    private JsonNode? Widget(SimulatedCompany company, WidgetDefinition widget, SimulatedPeriod period, int position) =>
        JsonNode.Parse(position == 4 ? WidgetRenderer.RenderEmpty(widget) : widgets.RenderSmall(company, widget, period));
}
