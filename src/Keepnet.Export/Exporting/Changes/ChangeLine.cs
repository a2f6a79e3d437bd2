using System.Text.Json.Serialization;

namespace Keepnet.Export.Exporting.Changes;

/// <summary>A line of <c>changes.ndjson</c>: one widget or report that is new, changed or gone.</summary>
public sealed record ChangeLine
{
    public const string Widget = "widget";
    public const string Report = "report";

    [JsonPropertyName("run_id")]
    public required string RunId { get; init; }

    [JsonPropertyName("company_id")]
    public required string CompanyId { get; init; }

    [JsonPropertyName("company_name"), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? CompanyName { get; init; }

    /// <summary>The period's folder name.</summary>
    [JsonPropertyName("period")]
    public required string Period { get; init; }

    [JsonPropertyName("previous_run_id")]
    public string? PreviousRunId { get; init; }

    /// <summary><c>widget</c> or <c>report</c>.</summary>
    [JsonPropertyName("source")]
    public required string Source { get; init; }

    [JsonPropertyName("widget_id")]
    public string? WidgetId { get; init; }

    [JsonPropertyName("widget_type")]
    public string? WidgetType { get; init; }

    [JsonPropertyName("report_id")]
    public string? ReportId { get; init; }

    [JsonPropertyName("change")]
    public required ChangeKind Change { get; init; }

    /// <summary>As in the manifest; absent when it is gone.</summary>
    [JsonPropertyName("hash")]
    public string? Hash { get; init; }

    /// <summary>Path of the export's manifest from the store's root.</summary>
    [JsonPropertyName("manifest")]
    public required string Manifest { get; init; }
}
