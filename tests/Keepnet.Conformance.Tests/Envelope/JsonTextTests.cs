using System.Globalization;
using System.Text;
using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.Envelope;

/// <summary>JSON at its edges: what is valid is kept digit by digit, what is not never passes for data.</summary>
public sealed class JsonTextTests
{
    [Theory]
    [InlineData("1e999")]
    [InlineData("-1.7976931348623157e+400")]
    [InlineData("0.1000")]
    [InlineData("-0")]
    [InlineData("1E5")]
    [InlineData("12345678901234567890.123456789012345678901234567890")]
    public async Task Numbers_keep_their_digits_however_far_beyond_a_double(string number)
    {
        await using var bench = WithPoints($$"""[{"date":null,"dataObject":null,"values":[{"value":{{number}},"label":null,"name":"n","annotations":null}]}]""");

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Contains($"\"value\":{number},", run.File("c1", "widgets.json"), StringComparison.Ordinal);
        Assert.Equal(number, run.Lines("c1", "metrics.ndjson")[0].GetProperty("value").GetRawText());
    }

    [Fact]
    public async Task A_number_of_400_digits_is_a_number_like_any_other()
    {
        var number = new string('7', 400);
        await using var bench = WithPoints($$$"""[{"values":[{"value":{{{number}}}}],"dataObject":{"big":-{{{number}}}.5}}]""");

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal([number, $"-{number}.5"], run.Lines("c1", "metrics.ndjson").Take(2).Select(line => line.GetProperty("value").GetRawText()));
    }

    [Theory]
    [InlineData("""{"value":1,"label":"\ud83d","name":"half"}""")]
    [InlineData("""{"value":1,"label":"a\u0000b","name":"zero"}""")]
    [InlineData("""{"value":1,"\udc00":2,"name":"name"}""")]
    [InlineData("""{"value":"\udfff","name":"text"}""")]
    [InlineData("""{"value":1,"name":"\\u0041\/\u00e7\ud83d\ude00"}""")]
    public async Task Escapes_are_kept_as_sent_even_those_that_are_half_a_character(string value)
    {
        await using var bench = WithPoints($"[{{\"values\":[{value}]}}]");

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Contains(value, run.File("c1", "widgets.json"), StringComparison.Ordinal);
        Assert.NotEmpty(run.Lines("c1", "metrics.ndjson"));
    }

    [Fact]
    public async Task A_name_that_comes_twice_is_kept_twice_and_warned_of()
    {
        const string Twice = """{"value":1,"value":2,"name":"a","name":"b"}""";
        await using var bench = WithPoints($"[{{\"values\":[{Twice}]}}]");

        var run = await bench.ExportAsync();

        run.Succeeded().WarnedOf("c1", "a field comes twice in one object");
        Assert.Contains(Twice, run.File("c1", "widgets.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(500)]
    public async Task Nesting_up_to_the_limit_is_kept(int depth)
    {
        await using var bench = WithPoints($"[{{\"dataObject\":{Nested(depth)}}}]");

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Contains(Nested(depth), run.File("c1", "widgets.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(600)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public async Task Nesting_beyond_the_limit_costs_that_widget_only_and_is_not_tried_again(int depth)
    {
        await using var bench = new Bench();
        bench.Tenant.Widget = (company, id) => TinyTenant.WidgetOf(company, id, id == "w2" ? $"[{{\"dataObject\":{Nested(depth)}}}]" : null);

        var run = await bench.ExportAsync();

        var failed = run.Ended(RunOutcome.Partial, exitCode: 1).LostWidget("c1", "w2", "protocol");
        Assert.Contains("nested deeper than 512 levels", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(["w1"], run.Widgets("c1"));
        Assert.Equal(3, run.Asked(Call.Widgets, "c1"));
    }

    [Fact]
    public async Task A_higher_limit_lets_deeper_nesting_through()
    {
        await using var bench = WithPoints($"[{{\"dataObject\":{Nested(3_000)}}}]");

        var run = await bench.ExportAsync(("Keepnet:MaxJsonDepth", "4000"));

        run.Succeeded();
        Assert.Contains(Nested(3_000), run.File("c1", "widgets.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"data\":[],\"status\":\"SUCCESS\"}x")]
    [InlineData("{\"data\":[],\"status\":\"SUCCESS\"}{\"data\":[]}")]
    [InlineData("{\"data\":[],\"status\":\"SUCCESS\"},")]
    [InlineData("{\"data\":[,],\"status\":\"SUCCESS\"}")]
    [InlineData("{\"data\":[/* none */],\"status\":\"SUCCESS\"}")]
    [InlineData("{\"data\":[NaN],\"status\":\"SUCCESS\"}")]
    [InlineData("{'data':[],'status':'SUCCESS'}")]
    [InlineData("{\"data\":[],\"status\":\"SUCCESS\",}")]
    [InlineData("{\"data\":[],\"status\":\"SUC\nCESS\"}")]
    [InlineData("while(1);{\"data\":[],\"status\":\"SUCCESS\"}")]
    [InlineData("{\"data\":[],\"status\":\"SUCCESS\"}\0")]
    [InlineData("{\"data\":[01],\"status\":\"SUCCESS\"}")]
    public async Task What_is_nearly_JSON_is_a_failure(string body)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, _) => WireAnswer.Json(body));

        var run = await bench.ExportAsync(("Keepnet:MaxRetries", "1"), ("Export:MaxDeliveries", "1"));

        run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, "protocol");
        Assert.Equal(2, run.Asked(Call.Reports, "c1"));
    }

    [Theory]
    [InlineData("C328")]
    [InlineData("FF")]
    [InlineData("EDA080")]
    [InlineData("C080")]
    [InlineData("F4908080")]
    [InlineData("E282")]
    public async Task Bytes_that_are_no_UTF_8_are_a_failure_and_never_published_as_something_else(string hex)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (request, usual) => request.Try > 1 ? usual : usual with
        {
            Body = [.. usual.Body.TakeWhile(value => value != 'B'), .. Convert.FromHexString(hex), .. usual.Body.SkipWhile(value => value != 'B')],
        });

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(2, run.Asked(Call.Reports, "c1"));
        Assert.Equal("Board", run.Elements("c1", "reports.json")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task White_space_and_line_ends_inside_an_answer_are_kept_in_arrays_and_gone_from_lines()
    {
        await using var bench = WithPoints("[ {\r\n\t\"values\" : [ { \"value\" : 5 ,\r\n \"name\" : \"n\" } ] } ]");
        bench.Tenant.Rows = ["{ \"companyResourceId\" : \"c1\" ,\r\n \"companyName\" : \"One\" }"];

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Contains("\"values\" : [ { \"value\" : 5 ,\r\n \"name\" : \"n\" } ]", run.File("c1", "widgets.json"), StringComparison.Ordinal);
        Assert.Equal(5, run.Lines("c1", "metrics.ndjson")[0].GetProperty("value").GetInt32());
        Assert.Equal("{\"companyResourceId\":\"c1\",\"companyName\":\"One\"}\n", run.Text($"v1/runs/run_id={run.Document.RunId}/companies.ndjson"));
    }

    private static Bench WithPoints(string points)
    {
        var bench = new Bench();
        bench.Tenant.Widget = (company, id) => TinyTenant.WidgetOf(company, id, points);
        return bench;
    }

    private static string Nested(int depth) =>
        new StringBuilder().Append('[', depth).Append(depth.ToString(CultureInfo.InvariantCulture)).Append(']', depth).ToString();
}
