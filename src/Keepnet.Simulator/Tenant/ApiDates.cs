using System.Globalization;

namespace Keepnet.Simulator;

/// <summary>Writes dates the way the tenant's user prefers them: local, without a zone.</summary>
internal sealed class ApiDates(DateNotation notation)
{
    /// <summary>The value of the <c>user_dateformat</c> claim.</summary>
    public string Claim => notation switch
    {
        DateNotation.MonthFirst => "MM/DD/YYYY",
        DateNotation.YearFirst => "YYYY/MM/DD",
        DateNotation.Iso => "YYYY-MM-DD",
        _ => "DD/MM/YYYY",
    };

    private string DayPattern => notation switch
    {
        DateNotation.MonthFirst => "MM'/'dd'/'yyyy",
        DateNotation.YearFirst => "yyyy'/'MM'/'dd",
        DateNotation.Iso => "yyyy'-'MM'-'dd",
        _ => "dd'/'MM'/'yyyy",
    };

    public string Day(DateOnly day) => day.ToString(DayPattern, CultureInfo.InvariantCulture);

    public string Moment(DateOnly day) => Moment(day.ToDateTime(TimeOnly.MinValue));

    public string Moment(DateTime moment)
    {
        var pattern = notation is DateNotation.Iso ? "yyyy-MM-dd'T'HH:mm:ss" : DayPattern + " HH':'mm";
        return moment.ToString(pattern, CultureInfo.InvariantCulture);
    }
}
