using System.Text.Json;
using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.ReportsAndWidgets;

/// <summary>API §5.3, §5.4, §7 and §9 rows 10, 16, 17, 19 to 23: where widget ids come from and what a widget may hold.</summary>
public sealed class WidgetContentTests
{
    [Fact]
    public async Task Ids_come_from_catalogue_details_and_layouts_each_once_and_spacers_have_none()
    {
        await using var bench = new Bench();
        bench.Tenant.Catalogue = _ => TinyTenant.CatalogueOf("a", "b", "a", "B");
        bench.Tenant.Detail = (_, report) => $$"""
            {"resourceId":"{{report}}","datePeriod":"LastMonth","widgets":[{"resourceId":"c"},{"resourceId":"a"},{"resourceId":""},{"resourceId":null},{}],
            "widgetLayout":"[{\"resourceId\":\"d\"},{\"key\":\"EmptyWidget\"},{\"resourceId\":\"c\"}]"}
            """;

        var run = await bench.ExportAsync();

        run.Succeeded();
        var asked = run.Requests.Where(request => request is { Call: Call.Widgets, Company: "c1" }).SelectMany(request => request.WidgetIds);
        Assert.Equal(["B", "a", "b", "c", "d"], asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_catalogue_suffices_for_a_company_without_reports()
    {
        await using var bench = new Bench();
        bench.Tenant.Reports = _ => "[]";

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(["w1", "w2"], run.Widgets("c1"));
    }

    [Theory]
    [InlineData("""{"metrics":null}""", null)]
    [InlineData("{}", null)]
    [InlineData("""{"metrics":[]}""", null)]
    [InlineData("""{"metrics":[null,{"name":null,"widgets":null}]}""", null)]
    [InlineData("""{"metrics":{}}""", "metrics are not an array")]
    [InlineData("""{"metrics":[7,{"widgets":"none"},{"widgets":[5,{"resourceId":{}}]}]}""", "4 entries that are no widgets")]
    [InlineData("""{"metrics":[{"widgets":[{"resourceId":"\ud800"}]}]}""", "1 entries that are no widgets")]
    public async Task A_catalogue_of_any_shape_is_read_as_far_as_it_can_be(string catalogue, string? warning)
    {
        await using var bench = new Bench();
        bench.Tenant.Catalogue = _ => catalogue;

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(warning is null ? 0 : 1, run.Manifests["c1"].Warnings.Count(text => text.Contains(warning ?? "catalogue", StringComparison.Ordinal)));
        Assert.Empty(run.Widgets("c1"));
    }

    [Fact]
    public async Task Groups_nobody_knows_and_names_in_other_case_are_data_like_any_other()
    {
        await using var bench = new Bench();
        bench.Tenant.Catalogue = _ => """{"Metrics":[{"name":"Brand new group","Widgets":[{"ResourceId":"w1"}]},{"name":null,"widgets":[{"RESOURCEID":"w2"}]}]}""";

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(["w1", "w2"], run.Widgets("c1"));
    }

    [Fact]
    public async Task Widget_ids_that_are_numbers_are_asked_for_by_their_digits()
    {
        await using var bench = new Bench();
        bench.Tenant.Catalogue = _ => """{"metrics":[{"widgets":[{"resourceId":7001},{"resourceId":7002}]}]}""";
        bench.Tenant.Widget = (company, id) => TinyTenant.WidgetOf(company, id).Replace($"\"{id}\"", id, StringComparison.Ordinal);

        var run = await bench.ExportAsync();

        run.Succeeded().WarnedOfNothing("c1");
        Assert.Equal(["7001", "7002"], run.Widgets("c1"));
        Assert.Equal(1, run.Asked(Call.Widgets, "c1"));
    }

    [Fact]
    public async Task A_widget_id_with_anything_in_it_reaches_the_server_as_it_is()
    {
        const string Id = "a\"b\\c\u0001/ü😀";
        await using var bench = new Bench();
        bench.Tenant.Catalogue = _ => $$"""{"metrics":[{"widgets":[{"resourceId":{{JsonSerializer.Serialize(Id)}}}]}]}""";
        bench.Tenant.Widget = (company, id) => TinyTenant.WidgetOf(company, "?").Replace("\"?\"", JsonSerializer.Serialize(id), StringComparison.Ordinal);

        var run = await bench.ExportAsync();

        run.Succeeded().WarnedOfNothing("c1");
        Assert.Equal([Id], run.Requests.Single(request => request is { Call: Call.Widgets, Company: "c1" }).WidgetIds);
        Assert.Equal([Id], run.Widgets("c1"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("""[{"date":null,"dataObject":null,"values":null,"tableValues":null,"tableDefinitions":null}]""")]
    [InlineData("""[{"values":[null],"tableValues":[null],"tableDefinitions":[null]}]""")]
    public async Task Nulls_everywhere_in_a_widget_are_an_empty_widget(string points)
    {
        await using var bench = new Bench();
        bench.Tenant.Widget = (company, id) => TinyTenant.WidgetOf(company, id, points);

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal((2, 2), (run.Manifests["c1"].Widgets.Returned, run.Manifests["c1"].Widgets.Empty));
        Assert.DoesNotContain(run.Manifests["c1"].Files, file => file.Name.EndsWith(".ndjson", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("""{"values":7}""")]
    [InlineData("""[5,"x",[1],{"values":{"value":1},"tableValues":"x","tableDefinitions":{},"dataObject":"text","date":{}}]""")]
    public async Task Widget_data_of_the_wrong_kind_is_kept_as_sent_and_never_ends_the_export(string points)
    {
        await using var bench = new Bench();
        bench.Tenant.Widget = (company, id) => TinyTenant.WidgetOf(company, id, points);

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Contains($"\"widgetDatas\":{points}}}", run.File("c1", "widgets.json"), StringComparison.Ordinal);
        Assert.NotEmpty(run.Manifests["c1"].Warnings);
    }

    [Theory]
    [InlineData("12", "12", null)]
    [InlineData("12.50", "12.50", null)]
    [InlineData("\"12.50\"", "12.50", "12.50")]
    [InlineData("\"44.5%\"", "44.5", "44.5%")]
    [InlineData("\"1,500\"", null, "1,500")]
    [InlineData("\"\u0661\u0662\"", null, "\u0661\u0662")]
    [InlineData("null", null, null)]
    public async Task A_value_is_a_number_however_it_is_written_and_keeps_its_text(string sent, string? value, string? raw)
    {
        await using var bench = new Bench();
        bench.Tenant.Widget = (company, id) => TinyTenant.WidgetOf(company, id, $$"""[{"values":[{"value":{{sent}},"name":"n"}]}]""");

        var run = await bench.ExportAsync();

        var line = run.Succeeded().Lines("c1", "metrics.ndjson")[0];
        Assert.Equal(value ?? "null", line.GetProperty("value").GetRawText());
        Assert.Equal(raw, line.TryGetProperty("value_raw", out var text) ? text.GetString() : null);
    }

    [Fact]
    public async Task A_table_is_kept_row_by_row_with_its_columns()
    {
        await using var bench = new Bench();
        bench.Tenant.Widget = (company, id) => TinyTenant.WidgetOf(company, id,
            """[{"tableDefinitions":[{"label":"Department","name":"department"},{"label":"Risk Score","name":"riskScore"}],"tableValues":[{"department":"Dispatch","riskScore":"44.5%","extra":[1]},{"department":null,"riskScore":12}]}]""");

        var run = await bench.ExportAsync();

        var rows = run.Succeeded().Lines("c1", "tables.ndjson");
        Assert.Equal(4, rows.Count);
        Assert.Equal((1, """{"department":null,"riskScore":12}"""), (rows[1].GetProperty("row").GetInt32(), rows[1].GetProperty("cells").GetRawText()));
        Assert.Equal("Risk Score", rows[0].GetProperty("columns").GetProperty("riskScore").GetString());
    }

    [Fact]
    public async Task A_type_nobody_knows_passes_untouched()
    {
        const string Odd = """{ "resourceId":"w1", "widgetType":"Brand/New Widget", "chartType":{"kind":"Sunburst"}, "sourceBreakdown":{"campaigns":[{"count":3}]}, "widgetDatas":[] }""";
        await using var bench = new Bench();
        bench.Tenant.Widget = (company, id) => id == "w1" ? Odd : TinyTenant.WidgetOf(company, id);

        var run = await bench.ExportAsync();

        run.Succeeded().Company("c1", ExportOutcome.Succeeded);
        Assert.Contains(Odd, run.File("c1", "widgets.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_carry_id_type_title_and_chart_of_their_widget()
    {
        await using var bench = new Bench();

        var run = await bench.ExportAsync();

        var line = run.Succeeded().Lines("c1", "metrics.ndjson")[0];
        Assert.Equal(
            ("w1", "T", "Widget w1", "Bar"),
            (Text("widget_id"), Text("widget_type"), Text("widget_name"), Text("chart_type")));

        string? Text(string name) => line.GetProperty(name).GetString();
    }

    [Fact]
    public async Task An_export_tells_in_UTC_when_it_was_fetched()
    {
        await using var bench = new Bench();
        var before = bench.Now;

        var run = await bench.ExportAsync();

        var manifest = run.Succeeded().Manifests["c1"];
        Assert.InRange(manifest.StartedAt, before, manifest.FinishedAt);
        Assert.InRange(manifest.FinishedAt, before, bench.Now);
        Assert.Equal(TimeSpan.Zero, manifest.FinishedAt.Offset);
    }
}
