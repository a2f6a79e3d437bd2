using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>A widget with its data, as <c>get-widget-datas</c> and report details have it.</summary>
internal sealed class WidgetFields() : JsonFields(Names)
{
    private static readonly FieldNames Names = new("resourceId", "name", "widgetType", "chartType", "widgetDatas");

    public JsonSpan ResourceId => this[0];

    public JsonSpan Name => this[1];

    public JsonSpan WidgetType => this[2];

    public JsonSpan ChartType => this[3];

    public JsonSpan WidgetDatas => this[4];
}
