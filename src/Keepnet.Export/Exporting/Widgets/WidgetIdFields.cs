using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Widgets;

/// <summary>A widget in a catalogue, a report or a layout: its id only.</summary>
internal sealed class WidgetIdFields() : JsonFields(Names)
{
    private static readonly FieldNames Names = new("resourceId");

    public JsonSpan ResourceId => this[0];
}
