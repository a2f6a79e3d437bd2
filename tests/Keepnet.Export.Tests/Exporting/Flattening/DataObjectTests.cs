using Keepnet.Export.Exporting.Flattening;

namespace Keepnet.Export.Tests.Exporting.Flattening;

public class DataObjectTests
{
    [Fact]
    public async Task Scalars_are_dimensions_and_numbers_have_lines_of_their_own()
    {
        var flattening = await Flattening.OfPointAsync(
            """{"dataObject":{"name":"Culture","overallScore":3.40,"open":true,"note":null,"bands":[{"label":"Low","from":0,"to":1.5},{"from":1.5}],"a b":{"c.d":7}}}""");

        const string end = ",\"dimensions\":{\"name\":\"Culture\",\"overallScore\":3.40,\"open\":true,\"note\":null}}";
        Assert.Equal(
            [
                "\"name\":\"overallScore\",\"value\":3.40" + end,
                "\"name\":\"bands[0].from\",\"value\":0" + end,
                "\"name\":\"bands[0].to\",\"value\":1.5" + end,
                "\"name\":\"bands[1].from\",\"value\":1.5" + end,
                "\"name\":\"a b.c.d\",\"value\":7" + end,
            ],
            flattening.Metrics.Select(line => line[line.IndexOf("\"name\"", StringComparison.Ordinal)..]));
        Assert.Empty(flattening.Warnings);
    }

    [Theory]
    [InlineData("""{"dataObject":{"ActionRange":"Simulation","sourceBreakdown":{"campaignCount":2,"campaigns":[{"campaignName":"c","count":3}]}}}""")]
    [InlineData("""{"dataObject":{"ActionRange":"Simulation"},"sourceBreakdown":{"campaignCount":2,"campaigns":[{"campaignName":"c","count":3}]}}""")]
    [InlineData("""{"sourceBreakdown":{"campaignCount":2,"campaigns":[{"campaignName":"c","count":3}]},"dataObject":{"ActionRange":"Simulation"}}""")]
    public async Task A_source_breakdown_flattens_the_same_in_dataObject_and_beside_it(string point)
    {
        var flattening = await Flattening.OfPointAsync(point);

        Assert.Equal(
            [("sourceBreakdown.campaignCount", 2), ("sourceBreakdown.campaigns[0].count", 3)],
            flattening.MetricObjects.Select(line => ((string)line["name"]!, (int)line["value"]!)));
        Assert.All(flattening.Metrics, line => Assert.EndsWith(",\"dimensions\":{\"ActionRange\":\"Simulation\"}}", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Values_come_before_the_numbers_of_dataObject_and_share_its_dimensions()
    {
        var flattening = await Flattening.OfPointAsync("""{"dataObject":{"riskScore":9.5,"d":"x"},"values":[{"value":10,"name":"RiskScore"}]}""");

        Assert.Equal(["RiskScore", "riskScore"], flattening.MetricObjects.Select(line => (string)line["name"]!));
        Assert.All(flattening.Metrics, line => Assert.EndsWith(",\"dimensions\":{\"riskScore\":9.5,\"d\":\"x\"}}", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dimensions_too_large_to_repeat_are_left_out_with_a_warning()
    {
        var fields = string.Join(',', Enumerable.Range(0, 10_000).Select(index => $"\"field{index}\":{index}"));

        var flattening = await Flattening.OfPointAsync($"{{\"dataObject\":{{{fields}}}}}");

        Assert.Equal(10_000, flattening.Metrics.Count);
        Assert.DoesNotContain("dimensions", flattening.Metrics[0], StringComparison.Ordinal);
        Assert.Contains("dimensions left out", Assert.Single(flattening.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Very_deep_numbers_are_found()
    {
        var flattening = await Flattening.OfPointAsync(
            "{\"dataObject\":" + string.Concat(Enumerable.Repeat("{\"a\":[", 250)) + "1" + string.Concat(Enumerable.Repeat("]}", 250)) + "}");

        Assert.Equal(string.Join('.', Enumerable.Repeat("a[0]", 250)), (string?)Assert.Single(flattening.MetricObjects)["name"]);
    }

    [Fact]
    public async Task Warnings_name_no_values()
    {
        var flattening = await Flattening.OfPointAsync(
            """{"date":"ida@example.test","dataObject":"ida@example.test","values":["ida@example.test"],"tableValues":"ida@example.test"}""");

        Assert.NotEmpty(flattening.Warnings);
        Assert.All(flattening.Warnings, warning => Assert.DoesNotContain("@", warning, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_oddity_has_words()
    {
        var oddities = new Oddities();
        var warnings = new List<string>();
        Array.ForEach(Enum.GetValues<Oddity>(), oddities.Add);

        oddities.Report("Widget W", warnings.Add);

        Assert.All(warnings, warning => Assert.Matches("^Widget W: [a-z].* .*\\(1 time\\)\\.$", warning));
        Assert.Equal(Enum.GetValues<Oddity>().Length, warnings.Count);
    }
}
