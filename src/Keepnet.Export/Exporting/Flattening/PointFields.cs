using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>An item of <c>widgetDatas</c>: one point of a chart, a group of rows or a table.</summary>
internal sealed class PointFields() : JsonFields(Names)
{
    private static readonly FieldNames Names = new("date", "dataObject", "values", "tableValues", "tableDefinitions");

    public JsonSpan Date => this[0];

    public JsonSpan DataObject => this[1];

    public JsonSpan Values => this[2];

    public JsonSpan TableValues => this[3];

    public JsonSpan TableDefinitions => this[4];
}
