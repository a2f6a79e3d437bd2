namespace Keepnet.Export.Tests.Exporting.Flattening;

public class ReportTests
{
    [Fact]
    public async Task A_report_flattens_with_its_own_id_and_period()
    {
        var flattening = new Flattening();

        await flattening.AddReportAsync(Report("\"datePeriod\":\"LastYear\""));

        Assert.Equal(
            """{"run_id":"20260702T020000Z-schedule","company_id":"Yc6hJ4nDg9Rf","company_name":"Opal Freight","period":"LastYear","source":"report","report_id":"Rk5sV0cWm8Ax","widget_id":"W","widget_type":"T","widget_name":null,"chart_type":null,"point":0,"value":1}""",
            Assert.Single(flattening.Metrics));
        Assert.Single(flattening.Tables);
        Assert.Empty(flattening.Warnings);
    }

    [Theory]
    [InlineData("\"datePeriod\":\"last3months\"", "Last3Months")]
    [InlineData("\"datePeriod\":3", "LastYear")]
    [InlineData("\"datePeriod\":\"Quarter\"", "Quarter")]
    [InlineData("\"datePeriod\":17", "17")]
    [InlineData("\"datePeriod\":\"Custom\",\"startDate\":\"2026-04-01T00:00:00Z\",\"endDate\":\"30/06/2026 23:59\"", "2026-04-01_2026-06-30")]
    [InlineData("\"datePeriod\":5,\"startDate\":\"01/04/2026 00:00\",\"endDate\":\"30/06/2026 23:59\"", "2026-04-01_2026-06-30")]
    [InlineData("\"datePeriod\":\"Custom\",\"startDate\":\"2026/04/01\",\"endDate\":\"2026-06-30\"", "Custom")]
    [InlineData("\"datePeriod\":\"Custom\",\"startDate\":\"2026-07-01\",\"endDate\":\"2026-06-30\"", "Custom")]
    [InlineData("\"datePeriod\":\"Custom\",\"startDate\":null,\"endDate\":{}", "Custom")]
    public async Task The_period_has_its_folder_name_as_far_as_it_is_beyond_doubt(string fields, string period)
    {
        var flattening = new Flattening();

        await flattening.AddReportAsync(Report(fields));

        Assert.Equal(period, (string?)Assert.Single(flattening.MetricObjects)["period"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"widgets":null}""")]
    [InlineData("""{"widgets":"none"}""")]
    [InlineData("""{"widgets":[null,5,{}]}""")]
    public async Task No_shape_fails(string json)
    {
        var flattening = new Flattening();

        await flattening.AddReportAsync(json);

        Assert.Empty(flattening.Metrics);
        Assert.NotEmpty(flattening.Warnings);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task A_report_without_widgets_is_nothing_odd(string widgets)
    {
        var flattening = new Flattening();

        await flattening.AddReportAsync($$"""{"resourceId":"R","datePeriod":"LastYear","widgets":{{widgets}}}""");

        Assert.Empty(flattening.Metrics);
        Assert.Empty(flattening.Warnings);
    }

    [Fact]
    public async Task Dates_are_held_against_the_period_of_the_report()
    {
        var flattening = new Flattening();

        await flattening.AddReportAsync(
            """{"resourceId":"R","datePeriod":"LastYear","widgets":[{"resourceId":"W","widgetDatas":[{"date":"01/08/2025 00:00"},{"date":"01/05/2025 00:00"}]}]}""");

        Assert.Equal("Widget W in report R: date lies outside the period asked for (1 time).", Assert.Single(flattening.Warnings));
    }

    [Fact]
    public async Task Warnings_name_the_report_and_the_widget()
    {
        var flattening = new Flattening();

        await flattening.AddReportAsync(
            """{"widgets":[{"resourceId":"W","widgetDatas":[null]}],"resourceId":"R","datePeriod":"LastYear"}""");

        Assert.Equal("Widget W in report R: null among widgetDatas, passed over (1 time).", Assert.Single(flattening.Warnings));
    }

    private static string Report(string fields) =>
        $$"""
        {"widgets":[{"resourceId":"W","widgetType":"T","widgetDatas":[{"values":[{"value":1}]},{"tableValues":[{"a":1}]}]},{"resourceId":"E","widgetDatas":[]}],
         "resourceId":"Rk5sV0cWm8Ax","name":"Quarterly board view",{{fields}}}
        """;
}
