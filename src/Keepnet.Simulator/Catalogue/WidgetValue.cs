using System.Text.Json.Serialization;

namespace Keepnet.Simulator;

/// <summary>One number of a chart point, told apart by label, by name or by position.</summary>
internal sealed record WidgetValue(
    [property: JsonPropertyName("value")] object? Value,
    [property: JsonPropertyName("label")] string? Label,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("annotations")] object? Annotations = null)
{
    public static WidgetValue Labelled(string label, object? value, object? annotations = null) =>
        new(value, label, null, annotations);

    public static WidgetValue Named(string name, object? value, object? annotations = null) =>
        new(value, null, name, annotations);
}
