namespace Keepnet.Export.Exporting.Flattening;

/// <summary>In which order a date format writes day, month and year.</summary>
internal enum DateOrder
{
    Unknown,
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
    YearDayMonth,
}
