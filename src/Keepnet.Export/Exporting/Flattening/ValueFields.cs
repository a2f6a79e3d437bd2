using System.Text.Json;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>An item of <c>values</c>.</summary>
internal sealed class ValueFields() : JsonFields(Names)
{
    private static readonly FieldNames Names = new("value", "label", "name", "annotations");

    public JsonSpan Value => this[0];

    public JsonSpan Label => this[1];

    public JsonSpan Name => this[2];

    public JsonSpan Annotations => this[3];

    /// <summary>Whether numbers may lie inside the known fields, anywhere but in <see cref="Value"/> itself.</summary>
    public bool MayHoldNumbers(JsonCursor cursor) =>
        cursor.MayHoldNumbers(Value) || cursor.MayHoldNumbers(Label) || cursor.MayHoldNumbers(Name)
        || cursor.MayHoldNumbers(Annotations) || Annotations.Kind == JsonValueKind.Number;
}
