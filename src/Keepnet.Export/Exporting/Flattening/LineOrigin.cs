namespace Keepnet.Export.Exporting.Flattening;

/// <summary>Where lines come from: the widget's own answer, or a report's detail with its own period.</summary>
internal sealed record LineOrigin
{
    public const string Widget = "widget";
    public const string Report = "report";

    public required string Source { get; init; }

    public string? ReportId { get; init; }

    /// <summary>Folder name of the period, or the API's name as sent.</summary>
    public required string? Period { get; init; }

    /// <summary>Null when the days of the period are not known.</summary>
    public PeriodWindow? Window { get; init; }
}
