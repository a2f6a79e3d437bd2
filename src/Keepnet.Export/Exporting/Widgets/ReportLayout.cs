namespace Keepnet.Export.Exporting.Widgets;

/// <summary>What a report's detail says of its widgets and its period.</summary>
public sealed record ReportLayout
{
    /// <summary>Ids of the report's widgets and of the items of its layout, each once, in this order.</summary>
    public required IReadOnlyList<string> WidgetIds { get; init; }

    /// <summary>As sent: a name, or a number as text; null when there is none.</summary>
    public string? DatePeriod { get; init; }

    /// <summary>As sent.</summary>
    public string? StartDate { get; init; }

    /// <summary>As sent.</summary>
    public string? EndDate { get; init; }

    /// <summary>What could not be read.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
