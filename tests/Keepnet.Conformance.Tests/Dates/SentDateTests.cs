using Keepnet.Api.Reports;
using Keepnet.Conformance.Tests.Support;

namespace Keepnet.Conformance.Tests.Dates;

/// <summary>API §6 and §9 rows 11, 14 and 15: how a window is asked for.</summary>
public sealed class SentDateTests
{
    private static readonly ReportPeriod Spring = ReportPeriod.Custom(new DateOnly(2026, 4, 1), new DateOnly(2026, 6, 30));

    [Theory]
    [InlineData("LastMonth", null, "\"LastMonth\"")]
    [InlineData("Last3Months", null, "\"Last3Months\"")]
    [InlineData("ThisYear", null, "\"ThisYear\"")]
    [InlineData("LastMonth", "true", "0")]
    [InlineData("Last3Months", "true", "1")]
    [InlineData("ThisYear", "true", "4")]
    public async Task A_named_window_is_always_sent_and_without_dates(string period, string? asNumber, string sent)
    {
        await using var bench = new Bench();
        var window = ReportPeriod.TryParse(period, out var named) ? named : Spring;

        var run = await bench.ExportAsync(window, ("Keepnet:SendPeriodAsNumber", asNumber));

        run.Succeeded();
        Assert.Equal($$"""{"widgetIds":["w1","w2"],"datePeriod":{{sent}}}""", WidgetRequest(run));
        Assert.Contains($"/period={period}/", run.Journal["c1"].Manifest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_custom_window_is_sent_in_ISO_and_recorded_as_asked()
    {
        await using var bench = new Bench();

        var run = await bench.ExportAsync(Spring);

        run.Succeeded();
        Assert.Equal(
            """{"widgetIds":["w1","w2"],"datePeriod":"Custom","startDate":"2026-04-01T00:00:00Z","endDate":"2026-06-30T23:59:59Z"}""",
            WidgetRequest(run));
        var period = run.Manifests["c1"].Period;
        Assert.Equal(("Custom", new DateOnly(2026, 4, 1), new DateOnly(2026, 6, 30)), (period.Name, period.From, period.To));
        Assert.Contains("/period=2026-04-01_2026-06-30/", run.Journal["c1"].Manifest, StringComparison.Ordinal);
        Assert.Equal("2026-04-01_2026-06-30", run.Document.Period);
    }

    [Theory]
    [InlineData("DD/MM/YYYY", "24h", null, "01/04/2026 00:00", "30/06/2026 23:59")]
    [InlineData("MM/DD/YYYY", "12h", null, "04/01/2026 12:00 AM", "06/30/2026 11:59 PM")]
    [InlineData("YYYY/MM/DD", null, null, "2026/04/01 00:00", "2026/06/30 23:59")]
    [InlineData("DD/MM/YYYY", "24h", "MM/DD/YYYY", "04/01/2026 00:00", "06/30/2026 23:59")]
    [InlineData(null, null, null, "2026-04-01T00:00:00Z", "2026-06-30T23:59:59Z")]
    public async Task A_custom_window_is_sent_in_the_users_notation_on_request(
        string? claim, string? time, string? setting, string from, string to)
    {
        await using var bench = new Bench();
        bench.Tenant.Claims = $$"""{"role":"Reseller","user_dateformat":{{Json(claim)}},"user_timeformat":{{Json(time)}}}""";

        var run = await bench.ExportAsync(Spring, ("Keepnet:SendDatesInDateFormat", "true"), ("Keepnet:DateFormat", setting));

        run.Succeeded();
        Assert.Contains($"\"startDate\":\"{from}\",\"endDate\":\"{to}\"", WidgetRequest(run), StringComparison.Ordinal);
    }

    private static string Json(string? text) => text is null ? "null" : $"\"{text}\"";

    private static string WidgetRequest(Run run) => run.Requests.Single(request => request is { Call: Call.Widgets, Company: "c1" }).Text;
}
