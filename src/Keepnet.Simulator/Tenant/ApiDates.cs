using System.Globalization;

namespace Keepnet.Simulator;

/// <summary>Writes dates the way the tenant's user prefers them: local, without a zone.</summary>
internal sealed class ApiDates(SimulatedDateFormat format)
{
    /// <summary>The value of the <c>user_dateformat</c> claim.</summary>
    public string Claim => format switch
    {
        SimulatedDateFormat.MonthFirst => "MM/DD/YYYY",
        SimulatedDateFormat.YearFirst => "YYYY/MM/DD",
        SimulatedDateFormat.Iso => "YYYY-MM-DD",
        _ => "DD/MM/YYYY",
    };

    private string DayPattern => format switch
    {
        SimulatedDateFormat.MonthFirst => "MM'/'dd'/'yyyy",
        SimulatedDateFormat.YearFirst => "yyyy'/'MM'/'dd",
        SimulatedDateFormat.Iso => "yyyy'-'MM'-'dd",
        _ => "dd'/'MM'/'yyyy",
    };

    public string Day(DateOnly day) => day.ToString(DayPattern, CultureInfo.InvariantCulture);

    public string Moment(DateOnly day) => Moment(day.ToDateTime(TimeOnly.MinValue));

    public string Moment(DateTime moment)
    {
        var pattern = format is SimulatedDateFormat.Iso ? "yyyy-MM-dd'T'HH:mm:ss" : DayPattern + " HH':'mm";
        return moment.ToString(pattern, CultureInfo.InvariantCulture);
    }
}
