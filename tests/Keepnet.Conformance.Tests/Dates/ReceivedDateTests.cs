using Keepnet.Api.Reports;
using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Conformance.Tests.Dates;

/// <summary>API §6 and §9 rows 12 and 13: dates in every notation, read only where they are beyond doubt.</summary>
public sealed class ReceivedDateTests
{
    [Theory]
    [InlineData("DD/MM/YYYY", "15/06/2026 00:00", "2026-06-15T00:00:00")]
    [InlineData("DD/MM/YYYY", "05/06/2026 13:07", "2026-06-05T13:07:00")]
    [InlineData("MM/DD/YYYY", "06/15/2026 00:00:00", "2026-06-15T00:00:00")]
    [InlineData("MM/DD/YYYY", "06/05/2026 01:07 PM", "2026-06-05T13:07:00")]
    [InlineData("YYYY/MM/DD", "2026/06/05 00:00", "2026-06-05T00:00:00")]
    [InlineData("YYYY/DD/MM", "2026/05/06 00:00", "2026-06-05T00:00:00")]
    [InlineData("dd.MM.yyyy", "05.06.2026", "2026-06-05")]
    [InlineData("DD/MM/YYYY", "28/04/2026 05:38:39.849", "2026-04-28T05:38:39")]
    [InlineData("DD/MM/YYYY", "2026-06-05", "2026-06-05")]
    [InlineData("MM/DD/YYYY", "2026-06-05T10:20:30Z", "2026-06-05T10:20:30")]
    [InlineData(null, "2026-06-05T23:30:00-11:00", "2026-06-05T23:30:00")]
    [InlineData(null, "2026-06-05T00:30:00.1234567+14:00", "2026-06-05T00:30:00")]
    [InlineData(null, "15/06/2026 00:00", "2026-06-15T00:00:00")]
    [InlineData(null, "06/15/2026", "2026-06-15")]
    public async Task A_date_beyond_doubt_is_normalised_and_keeps_its_text(string? format, string sent, string date)
    {
        await using var bench = WithDate($"\"{sent}\"", format);

        var run = await bench.ExportAsync();

        var line = run.Succeeded().WarnedOfNothing("c1").Lines("c1", "metrics.ndjson")[0];
        Assert.Equal((sent, date), (line.GetProperty("date_raw").GetString(), line.GetProperty("date").GetString()));
    }

    [Theory]
    [InlineData(null, "05/06/2026 00:00", "day and month either way round")]
    [InlineData(null, "2026/05/06", "day and month either way round")]
    [InlineData("DD/MM/YYYY", "31/02/2026 00:00", "date cannot be read")]
    [InlineData("DD/MM/YYYY", "13/13/2026", "date cannot be read")]
    [InlineData("DD/MM/YYYY", "yesterday", "date cannot be read")]
    [InlineData("DD/MM/YYYY", "1780617600000", "date cannot be read")]
    [InlineData("DD/MM/YYYY", "\u0661\u0665/\u0660\u0666/2026", "date cannot be read")]
    [InlineData("DD/MM/YYYY", "15/06/2569 00:00", "outside the period")]
    public async Task A_date_in_doubt_is_never_guessed_and_warned_of(string? format, string sent, string warning)
    {
        await using var bench = WithDate($"\"{sent}\"", format);

        var run = await bench.ExportAsync();

        var line = run.Succeeded().WarnedOf("c1", warning).Lines("c1", "metrics.ndjson")[0];
        Assert.Equal(sent, line.GetProperty("date_raw").GetString());
        Assert.Equal(sent.EndsWith("2569 00:00", StringComparison.Ordinal), line.TryGetProperty("date", out _));
    }

    [Fact]
    public async Task A_date_that_contradicts_the_format_but_is_beyond_doubt_is_read_and_warned_of()
    {
        await using var bench = WithDate("\"06/15/2026 00:00\"", "DD/MM/YYYY");

        var run = await bench.ExportAsync();

        var line = run.Succeeded().WarnedOf("c1", "not in the expected format but beyond doubt").Lines("c1", "metrics.ndjson")[0];
        Assert.Equal("2026-06-15T00:00:00", line.GetProperty("date").GetString());
    }

    [Theory]
    [InlineData("null", false)]
    [InlineData("\"\"", true)]
    [InlineData("20260615", true)]
    [InlineData("{}", false)]
    public async Task A_date_that_is_none_leaves_the_figures_alone(string sent, bool isRaw)
    {
        await using var bench = WithDate(sent, "DD/MM/YYYY");

        var run = await bench.ExportAsync();

        var line = run.Succeeded().Lines("c1", "metrics.ndjson")[0];
        Assert.False(line.TryGetProperty("date", out _));
        Assert.Equal((isRaw, 1), (line.TryGetProperty("date_raw", out _), line.GetProperty("value").GetInt32()));
    }

    [Fact]
    public async Task The_setting_is_believed_before_the_token()
    {
        await using var bench = WithDate("\"05/06/2026 00:00\"", "DD/MM/YYYY");

        var run = await bench.ExportAsync(("Keepnet:DateFormat", "MM/DD/YYYY"));

        Assert.Equal("2026-05-06T00:00:00", run.Succeeded().Lines("c1", "metrics.ndjson")[0].GetProperty("date").GetString());
    }

    [Fact]
    public async Task Data_of_another_window_than_asked_for_is_warned_of()
    {
        await using var bench = WithDate("\"2025-01-15T00:00:00\"", null);

        var run = await bench.ExportAsync(ReportPeriod.Custom(new DateOnly(2026, 4, 1), new DateOnly(2026, 6, 30)));

        run.Succeeded().WarnedOf("c1", "date lies outside the period asked for");
    }

    [Theory]
    [InlineData("\"LastYear\"", "LastYear")]
    [InlineData("3", "LastYear")]
    [InlineData("\"3\"", "LastYear")]
    public async Task A_reports_own_period_is_read_as_name_and_as_number(string sent, string period)
    {
        await using var bench = new Bench();
        bench.Tenant.Detail = (company, report) =>
            $$"""{"resourceId":"{{report}}","datePeriod":{{sent}},"widgetLayout":"[]","widgets":[{{TinyTenant.WidgetOf(company, "w1")}}]}""";

        var run = await bench.ExportAsync();

        var lines = run.Succeeded().Lines("c1", "metrics.ndjson").Where(line => line.GetProperty("source").GetString() == "report").ToList();
        Assert.Equal(3, lines.Count);
        Assert.All(lines, line => Assert.Equal(period, line.GetProperty("period").GetString()));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public async Task Files_are_the_same_under_every_culture(string culture)
    {
        var files = new List<(string Metrics, string Manifest)>();
        foreach (var name in new[] { "", culture })
        {
            using var scope = new CultureScope(name);
            await using var bench = WithDate("\"15/06/2026 13:07\"", "DD/MM/YYYY");
            bench.Tenant.Catalogue = _ => TinyTenant.CatalogueOf("I1", "i2");
            var run = await bench.ExportAsync(request => request with { RunId = "20260701T020000Z-cli-0a1b2c" });
            files.Add((run.Succeeded().File("c1", "metrics.ndjson") + run.File("c1", "widgets.json"), run.Journal["c1"].Manifest!));
        }

        Assert.Equal(files[0], files[1]);
    }

    private static Bench WithDate(string date, string? format)
    {
        var bench = new Bench();
        bench.Tenant.Claims = format is null ? """{"role":"Reseller"}""" : $$"""{"role":"Reseller","user_dateformat":"{{format}}"}""";
        bench.Tenant.Widget = (company, id) => TinyTenant.WidgetOf(company, id, $$"""[{"date":{{date}},"values":[{"value":1,"name":"n"}]}]""");
        return bench;
    }
}
