namespace Keepnet.Export.Tests.Exporting.Flattening;

public class RepeatedNameTests
{
    [Fact]
    public async Task No_line_has_a_dimension_twice_and_the_last_one_counts()
    {
        var flattening = await Flattening.OfPointAsync(
            """{"dataObject":{"team":"first","Team":"other","score":"1","team":"second","score":null,"site":"x"},"values":[{"value":1}]}""");

        Assert.EndsWith(
            ",\"value\":1,\"dimensions\":{\"Team\":\"other\",\"team\":\"second\",\"score\":null,\"site\":\"x\"}}",
            Assert.Single(flattening.Metrics), StringComparison.Ordinal);
        Assert.Equal("Widget W: a field comes twice in one object, the last counts (1 time).", Assert.Single(flattening.Warnings));
    }

    [Fact]
    public async Task Dimensions_that_are_all_of_one_name_are_one()
    {
        var flattening = await Flattening.OfPointAsync("""{"dataObject":{"a":"1","a":"2","a":"3"},"values":[{"value":1}]},{"values":[{"value":2}]}""");

        Assert.EndsWith(",\"value\":1,\"dimensions\":{\"a\":\"3\"}}", flattening.Metrics[0], StringComparison.Ordinal);
        Assert.EndsWith(",\"value\":2}", flattening.Metrics[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thousands_of_one_name_are_no_burden()
    {
        var fields = string.Join(',', Enumerable.Range(0, 6_000).Select(index => $"\"a\":{index}"));

        var flattening = await Flattening.OfPointAsync($"{{\"dataObject\":{{{fields}}}}}");

        Assert.Equal(6_000, flattening.Metrics.Count);
        Assert.All(flattening.Metrics, line => Assert.EndsWith(",\"dimensions\":{\"a\":5999}}", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_line_has_a_column_twice_and_the_last_label_counts()
    {
        var flattening = await Flattening.OfPointAsync(
            """{"tableDefinitions":[{"name":"a","label":"A"},{"name":"b","label":"B"},{"name":"a","label":"C"}],"tableValues":[{"a":1}]}""");

        Assert.EndsWith(",\"cells\":{\"a\":1},\"columns\":{\"b\":\"B\",\"a\":\"C\"}}", Assert.Single(flattening.Tables), StringComparison.Ordinal);
        Assert.Equal("Widget W: tableDefinitions names a column twice, the last label counts (1 time).", Assert.Single(flattening.Warnings));
    }

    [Fact]
    public async Task A_field_that_comes_twice_in_a_report_is_warned_of()
    {
        var flattening = new Flattening();

        await flattening.AddReportAsync("""{"resourceId":"R","datePeriod":"LastYear","widgets":[],"Widgets":[{"widgetDatas":[{"values":[1]}]}]}""");

        Assert.Single(flattening.Metrics);
        Assert.Equal("Report R: a field comes twice in its detail, the last counts.", flattening.Warnings[0]);
    }
}
