using System.Text.Json.Serialization;

namespace Keepnet.Export.Reading;

/// <summary>Source-generated contracts of the flattened lines, whose names are those of columns.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, MaxDepth = MaxDepth)]
[JsonSerializable(typeof(MetricRecord))]
[JsonSerializable(typeof(TableRecord))]
internal sealed partial class LineJsonContext : JsonSerializerContext
{
    // Cells are as deep as the API sent them; the client's own limit comes first.
    private const int MaxDepth = 4096;
}
