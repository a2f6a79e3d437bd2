using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>A report's detail, as far as its lines need it.</summary>
internal sealed class ReportFields() : JsonFields(Names)
{
    private static readonly FieldNames Names = new("resourceId", "datePeriod", "startDate", "endDate", "widgets");

    public JsonSpan ResourceId => this[0];

    public JsonSpan DatePeriod => this[1];

    public JsonSpan StartDate => this[2];

    public JsonSpan EndDate => this[3];

    public JsonSpan Widgets => this[4];
}
