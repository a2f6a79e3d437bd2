using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Widgets;

/// <summary>A report's detail, as far as its widgets and its period go.</summary>
internal sealed class LayoutFields() : JsonFields(Names)
{
    private static readonly FieldNames Names = new("widgets", "widgetLayout", "datePeriod", "startDate", "endDate");

    public JsonSpan Widgets => this[0];

    public JsonSpan WidgetLayout => this[1];

    public JsonSpan DatePeriod => this[2];

    public JsonSpan StartDate => this[3];

    public JsonSpan EndDate => this[4];
}
