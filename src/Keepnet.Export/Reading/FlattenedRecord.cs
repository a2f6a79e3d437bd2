namespace Keepnet.Export.Reading;

/// <summary>What every flattened line tells: whose it is, where it comes from and of when.</summary>
public abstract record FlattenedRecord
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
}
