using System.Globalization;
using System.Text.Json;
using Keepnet.Simulator;

namespace Keepnet.Export.Cli.Tests.Querying;

/// <summary>The tenant's own figures, taken from its answers without the exporter.</summary>
internal static class Figures
{
    public const string Risk = "PhishingRiskScoreAcrossIndustriesWidget";
    public const string Departments = "HumanRiskScoreforHighestRiskDepartmentsWidget";
    public const string Training = "TrainingCompletionWidget";

    /// <summary>The points of every open company's first widget of a type that has any, in the order of widget ids.</summary>
    public static IEnumerable<(SimulatedCompany Company, List<JsonElement> Points)> Of(TenantData data, string widgetType) =>
        from company in data.OpenCompanies()
        let points = PointsOf(data, company, widgetType)
        where points is not null
        select (company, points);

    /// <summary>The value with this label or name; null when there is none.</summary>
    public static decimal? Value(JsonElement point, string name) => point.GetProperty("values").EnumerateArray()
        .Where(value => value.GetProperty("label").GetString() == name || value.GetProperty("name").GetString() == name)
        .Select(Number)
        .FirstOrDefault();

    public static decimal? Value(JsonElement point, int position) => Number(point.GetProperty("values")[position]);

    public static DateOnly Day(JsonElement point) =>
        DateOnly.ParseExact(point.GetProperty("date").GetString()!.Split(' ')[0], "dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static List<JsonElement>? PointsOf(TenantData data, SimulatedCompany company, string widgetType) => data.WidgetIds(company.Id)
        .Order(StringComparer.Ordinal)
        .Select(id => JsonDocument.Parse(data.RenderWidget(company.Id, id, "Last3Months")!).RootElement)
        .Where(widget => widget.GetProperty("widgetType").GetString() == widgetType && widget.GetProperty("widgetDatas").ValueKind == JsonValueKind.Array)
        .Select(widget => widget.GetProperty("widgetDatas").EnumerateArray().ToList())
        .FirstOrDefault(points => points.Count > 0);

    private static decimal? Number(JsonElement item) => item.GetProperty("value") switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDecimal(),
        { ValueKind: JsonValueKind.String } text => decimal.Parse(text.GetString()!.TrimEnd('%'), CultureInfo.InvariantCulture),
        _ => null,
    };
}
