using Keepnet.Api.Reports;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>
/// The days a period can be about, generously: a point may stand for the month (its first day) in which the period begins,
/// and the server's today may be another than ours.
/// </summary>
internal sealed record PeriodWindow(DateOnly From, DateOnly To)
{
    public bool Contains(DateOnly day) => From <= day && day <= To;

    public static PeriodWindow Of(ReportPeriod period, DateTimeOffset requestedAt)
    {
        var today = DateOnly.FromDateTime(requestedAt.UtcDateTime);
        var (from, to) = period.Name switch
        {
            "LastMonth" => (today.AddDays(-30), today),
            "Last3Months" => (today.AddDays(-90), today),
            "Last6Months" => (today.AddDays(-180), today),
            "LastYear" => (today.AddDays(-365), today),
            "ThisYear" => (new DateOnly(today.Year, 1, 1), new DateOnly(today.Year, 12, 31)),
            _ => (period.From ?? DateOnly.MinValue, period.To ?? DateOnly.MaxValue),
        };
        return new PeriodWindow(from > DateOnly.MinValue.AddMonths(1) ? from.AddMonths(-1) : from, to < DateOnly.MaxValue ? to.AddDays(1) : to);
    }
}
