using System.Text.Json.Serialization;

namespace Keepnet.Simulator;

/// <summary>One <c>widgetDatas</c> item: a chart point, a group of rows or a table.</summary>
internal sealed record WidgetPoint
{
    [JsonPropertyName("date")]
    public string? Date { get; init; }

    /// <summary>Untyped in the API; its keys are written as they stand.</summary>
    [JsonPropertyName("dataObject")]
    public object? DataObject { get; init; }

    [JsonPropertyName("values")]
    public IReadOnlyList<WidgetValue>? Values { get; init; }

    [JsonPropertyName("tableValues")]
    public object? TableValues { get; init; }

    [JsonPropertyName("tableDefinitions")]
    public object? TableDefinitions { get; init; }

    /// <summary>Seen beside <c>dataObject</c> on some points and in it on others.</summary>
    [JsonPropertyName("sourceBreakdown"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public object? SourceBreakdown { get; init; }
}
