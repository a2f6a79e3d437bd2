using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Widgets;

/// <summary>An object of which one list matters: the catalogue's <c>metrics</c>, a group's <c>widgets</c>.</summary>
internal sealed class ListFields(string name) : JsonFields(new FieldNames(name))
{
    public JsonSpan List => this[0];
}
