using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keepnet.Export.Reading;

/// <summary>One line of <c>metrics.ndjson</c>: a number and what it measures.</summary>
public sealed record MetricRecord
{
    public required string RunId { get; init; }

    public required string CompanyId { get; init; }

    public string? CompanyName { get; init; }

    /// <summary>The period's folder name; of a report's lines the report's own period.</summary>
    public string? Period { get; init; }

    /// <summary><c>widget</c> or <c>report</c>.</summary>
    public required string Source { get; init; }

    public string? ReportId { get; init; }

    public string? WidgetId { get; init; }

    public string? WidgetType { get; init; }

    public string? WidgetName { get; init; }

    public string? ChartType { get; init; }

    /// <summary>Zero-based index of the widget's point.</summary>
    public int Point { get; init; }

    /// <summary>The point's date as the API wrote it.</summary>
    public string? DateRaw { get; init; }

    /// <summary><c>yyyy-MM-dd</c> or <c>yyyy-MM-ddTHH:mm:ss</c>; only where it is beyond doubt.</summary>
    public string? Date { get; init; }

    public string? Name { get; init; }

    public string? Label { get; init; }

    /// <summary>The number with the digits as sent; null when the API sent none.</summary>
    [JsonConverter(typeof(DigitsConverter))]
    public string? Value { get; init; }

    /// <summary>The text the number stood in, or the text that is no number.</summary>
    public string? ValueRaw { get; init; }

    /// <summary>The scalar fields of the point's <c>dataObject</c>.</summary>
    public JsonElement? Dimensions { get; init; }
}
