using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keepnet.Export.Reading;

/// <summary>One line of <c>metrics.ndjson</c>: a number and what it measures.</summary>
public sealed record MetricRecord : FlattenedRecord
{
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
