using Keepnet.Api.Reports;

namespace Keepnet.Export.Tests.Exporting.Flattening;

public class PointDateTests
{
    [Fact]
    public async Task A_date_that_could_be_two_stays_raw_with_one_warning_per_widget()
    {
        var flattening = await Flattening.OfPointAsync(
            """{"date":"04/05/2026 00:00","values":[{"value":1}]},{"date":"05/06/2026 00:00","values":[{"value":2}]}""", dateFormat: null);

        Assert.All(flattening.MetricObjects, line => Assert.True(line.ContainsKey("date_raw") && !line.ContainsKey("date")));
        Assert.Contains("(2 times)", Assert.Single(flattening.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"31/02/2026\"", "\"31/02/2026\"")]
    [InlineData("1714521600", "\"1714521600\"")]
    [InlineData("\"soon \\ud83d\"", "\"soon \\ud83d\"")]
    public async Task An_unreadable_date_stays_raw(string sent, string raw)
    {
        var flattening = await Flattening.OfPointAsync($$"""{"date":{{sent}},"values":[{"value":1}]}""");

        Assert.Contains($"\"point\":0,\"date_raw\":{raw},\"value\":1", Assert.Single(flattening.Metrics), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Single(flattening.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"day\":1}")]
    [InlineData("[\"2026-05-01\"]")]
    public async Task What_is_no_text_is_no_date_at_all(string sent)
    {
        var flattening = await Flattening.OfPointAsync($$"""{"date":{{sent}},"values":[{"value":1}]}""");

        Assert.EndsWith("\"point\":0,\"value\":1}", Assert.Single(flattening.Metrics), StringComparison.Ordinal);
        Assert.Equal("Widget W: date cannot be read, kept in date_raw at most (1 time).", Assert.Single(flattening.Warnings));
    }

    [Fact]
    public async Task A_date_with_an_offset_keeps_the_day_and_time_it_was_written_with()
    {
        var flattening = await Flattening.OfPointAsync("""{"date":"2026-05-31T23:30:00-05:00","values":[{"value":1}]}""");

        Assert.Contains(
            "\"date_raw\":\"2026-05-31T23:30:00-05:00\",\"date\":\"2026-05-31T23:30:00\",", Assert.Single(flattening.Metrics), StringComparison.Ordinal);
        Assert.Empty(flattening.Warnings);
    }

    [Theory]
    [InlineData("LastMonth", "2026-05-10", "2026-04-30")]
    [InlineData("Last3Months", "2026-03-04", "2026-02-28")]
    [InlineData("Last6Months", "2025-12-03", "2025-11-30")]
    [InlineData("LastYear", "2025-06-02", "2025-05-30")]
    [InlineData("ThisYear", "2026-12-31", "2027-02-01")]
    [InlineData("2026-04-01_2026-06-30", "2026-03-01", "2026-02-28")]
    [InlineData("2026-04-01_2026-06-30", "2026-07-01", "2026-07-02")]
    public async Task A_date_outside_the_window_asked_for_is_warned_of(string periodName, string within, string outside)
    {
        Assert.True(ReportPeriod.TryParse(periodName, out var period));
        var flattening = new Flattening(period);

        await flattening.AddWidgetAsync($$"""{"resourceId":"In","widgetDatas":[{"date":"{{within}}"}]}""");
        await flattening.AddWidgetAsync($$"""{"resourceId":"Out","widgetDatas":[{"date":"{{outside}}"}]}""");

        Assert.Equal("Widget Out: date lies outside the period asked for (1 time).", Assert.Single(flattening.Warnings));
    }

    [Fact]
    public async Task The_impact_of_training_shows_a_year_whatever_is_asked_for()
    {
        var flattening = new Flattening(ReportPeriod.Month(2026, 6));

        await flattening.AddWidgetAsync(
            """{"widgetType":"ImpactOfPhishingAwarenessTrainingWidget","widgetDatas":[{"date":"2025-08-01"},{"date":"2026-06-01"}]}""");

        Assert.Empty(flattening.Warnings);
    }
}
