using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>An item of <c>tableDefinitions</c>.</summary>
internal sealed class ColumnFields() : JsonFields(Names)
{
    private static readonly FieldNames Names = new("name", "label");

    public JsonSpan Name => this[0];

    public JsonSpan Label => this[1];
}
