using System.Text;
using Keepnet.Api.Authentication;
using Keepnet.Api.Reports;

namespace Keepnet.Api.Tests.Reports;

public sealed class WidgetDataRequestTests
{
    private static readonly ReportPeriod Quarter = ReportPeriod.Custom(new DateOnly(2026, 4, 1), new DateOnly(2026, 6, 30));

    private readonly KeepnetApiOptions _options = new();

    [Fact]
    public void Names_a_period() =>
        Assert.Equal("""{"widgetIds":["a"],"datePeriod":"Last3Months"}""", Write(ReportPeriod.Default));

    [Fact]
    public void Numbers_a_period_when_told_to()
    {
        _options.SendPeriodAsNumber = true;

        Assert.Equal("""{"widgetIds":["a"],"datePeriod":1}""", Write(ReportPeriod.Default));
    }

    [Fact]
    public void Writes_custom_dates_in_iso_notation_whole_days_inclusive() => Assert.Equal(
        """{"widgetIds":["a"],"datePeriod":"Custom","startDate":"2026-04-01T00:00:00Z","endDate":"2026-06-30T23:59:59Z"}""",
        Write(Quarter, new TokenIdentity { DateFormat = "DD/MM/YYYY" }));

    [Theory]
    [InlineData("DD/MM/YYYY", null, null, "01/04/2026 00:00", "30/06/2026 23:59")]
    [InlineData(null, "MM/DD/YYYY", "24h", "04/01/2026 00:00", "06/30/2026 23:59")]
    [InlineData(null, "YYYY/MM/DD", "12h", "2026/04/01 12:00 AM", "2026/06/30 11:59 PM")]
    [InlineData("MM/DD/YYYY hh:mm A", "DD/MM/YYYY", "24h", "04/01/2026 12:00 AM", "06/30/2026 11:59 PM")]
    [InlineData(null, null, null, "2026-04-01T00:00:00Z", "2026-06-30T23:59:59Z")]
    public void Writes_custom_dates_as_the_owner_of_the_token_does_when_told_to(
        string? setting, string? dateFormat, string? timeFormat, string start, string end)
    {
        (_options.DateFormat, _options.SendDatesInDateFormat) = (setting, true);

        var body = Write(Quarter, new TokenIdentity { DateFormat = dateFormat, TimeFormat = timeFormat });

        Assert.EndsWith($"\"startDate\":\"{start}\",\"endDate\":\"{end}\"}}", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LASTMONTH", "LastMonth", 0)]
    [InlineData("ThisYear", "ThisYear", 4)]
    [InlineData("2026-04-01_2026-06-30", "2026-04-01_2026-06-30", 5)]
    public void Reads_a_period_as_it_is_written(string text, string expected, int number)
    {
        Assert.True(ReportPeriod.TryParse(text, out var period));

        Assert.Equal((expected, number), (period.ToString(), period.Number));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Custom")]
    [InlineData("2026-06-30_2026-04-01")]
    [InlineData("2026-02-30_2026-04-01")]
    public void Refuses_what_is_no_period(string? text) => Assert.False(ReportPeriod.TryParse(text, out _));

    [Fact]
    public void A_month_has_all_its_days() => Assert.Equal("2028-02-01_2028-02-29", ReportPeriod.Month(2028, 2).ToString());

    private string Write(ReportPeriod period, TokenIdentity? identity = null) =>
        Encoding.UTF8.GetString(WidgetDataRequest.Write(["a"], period, _options, identity ?? new TokenIdentity()));
}
