namespace Keepnet.Export.Exporting.Checks;

/// <summary>A figure that looks wrong: one item of <c>checks</c> in <c>manifest.json</c>. Holds no personal values.</summary>
public sealed record CheckFinding
{
    /// <summary>Which rule is broken, for example <c>sumOfParts</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>Absent when the finding is about the whole company.</summary>
    public string? WidgetId { get; init; }

    public string? WidgetType { get; init; }

    /// <summary>The saved report that shows the widget; absent for the widget's own answer.</summary>
    public string? ReportId { get; init; }

    /// <summary>How often in this widget.</summary>
    public int Count { get; init; } = 1;

    /// <summary>A sentence that names widget and figures.</summary>
    public required string Message { get; init; }
}
