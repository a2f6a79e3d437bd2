using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.ReportsAndWidgets;

/// <summary>API §9 rows 7, 8 and 9: what a call for widgets may answer.</summary>
public sealed class WidgetAnswerTests
{
    [Fact]
    public async Task Answers_in_another_order_are_matched_by_id()
    {
        await using var bench = WithWidgets("w1", "w2", "w3");
        bench.Api.OnAll([Call.Widgets], (request, _) => Answer(request.WidgetIds.Reverse()));

        var run = await bench.ExportAsync();

        run.Succeeded().WarnedOfNothing("c1");
        Assert.Equal((3, 1), (run.Manifests["c1"].Widgets.Returned, run.Asked(Call.Widgets, "c1")));
        Assert.All(run.Elements("c1", "widgets.json"), widget => Assert.Contains(
            TinyTenant.WidgetOf("c1", widget.GetProperty("resourceId").GetString()!), run.File("c1", "widgets.json"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_widget_that_a_batch_leaves_out_is_asked_for_alone()
    {
        await using var bench = WithWidgets("w1", "w2", "w3");
        bench.Api.OnAll([Call.Widgets], (request, usual) => request.WidgetIds.Count > 1 ? Answer(request.WidgetIds.Take(2)) : usual);

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(["w1", "w2", "w3"], run.Widgets("c1"));
        Assert.Equal(["w3"], run.Requests.Last(request => request is { Call: Call.Widgets, Company: "c1" }).WidgetIds);
    }

    [Fact]
    public async Task A_widget_that_is_never_answered_is_the_only_one_lost()
    {
        await using var bench = WithWidgets("w1", "w2", "w3");
        bench.Tenant.Widget = (company, id) => id == "w2" ? null : TinyTenant.WidgetOf(company, id);

        var run = await bench.ExportAsync();

        var lost = run.Ended(RunOutcome.Partial, exitCode: 1).LostWidget("c1", "w2", "notFound");
        Assert.StartsWith("POST /api/executive-report/get-widget-datas for company c1 succeeded but answered nothing for widget w2. ", lost.Reason, StringComparison.Ordinal);
        Assert.Equal(["w1", "w3"], run.Widgets("c1"));
        Assert.Equal(["w2"], Assert.Single(run.Document.Failures).WidgetIds);
    }

    [Fact]
    public async Task Doubled_widgets_are_kept_once_and_strange_ones_left_out_with_a_warning()
    {
        await using var bench = WithWidgets("w1", "w2");
        bench.Api.OnAll([Call.Widgets], (_, _) => WireAnswer.Data(
            $"[{TinyTenant.WidgetOf("c1", "w1")},{TinyTenant.WidgetOf("x", "w1")},{TinyTenant.WidgetOf("x", "w9")},{TinyTenant.WidgetOf("c1", "w2")}]"));

        var run = await bench.ExportAsync();

        run.Succeeded().WarnedOf("c1", "Widget w1 came twice in one answer; the first is kept.").WarnedOf("c1", "Widget w9 came without being asked for");
        Assert.Equal(["w1", "w2"], run.Widgets("c1"));
        Assert.DoesNotContain(TinyTenant.WidgetOf("x", "w1"), run.File("c1", "widgets.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strange_widgets_beside_a_single_one_are_left_out_with_a_warning()
    {
        await using var bench = WithWidgets("w1");
        bench.Api.OnAll([Call.Widgets], (_, _) => WireAnswer.Data(
            $"[{TinyTenant.WidgetOf("x", "w9")},{TinyTenant.WidgetOf("c1", "w1")},{TinyTenant.WidgetOf("x", "w1")}]"));

        var run = await bench.ExportAsync();

        run.Succeeded().WarnedOf("c1", "Widget w1 came twice").WarnedOf("c1", "Widget w9 came without being asked for");
        Assert.Equal($"[\n{TinyTenant.WidgetOf("c1", "w1")}\n]\n", run.File("c1", "widgets.json"));
    }

    [Theory]
    [InlineData("\"resourceId\":\"w1\",", "", "carries no id")]
    [InlineData("\"resourceId\":\"w1\"", "\"resourceId\":null", "carries no id")]
    [InlineData("\"resourceId\":\"w1\"", "\"resourceId\":\"other\"", "carries the id other")]
    public async Task A_single_answer_without_its_id_belongs_to_the_widget_asked_for(string old, string @new, string warning)
    {
        await using var bench = WithWidgets("w1");
        bench.Tenant.Widget = (company, id) => TinyTenant.WidgetOf(company, id).Replace(old, @new, StringComparison.Ordinal);

        var run = await bench.ExportAsync();

        run.Succeeded().WarnedOf("c1", warning);
        Assert.All(run.Lines("c1", "metrics.ndjson"), line => Assert.Equal("w1", line.GetProperty("widget_id").GetString()));
    }

    [Fact]
    public async Task A_batch_answered_without_ids_is_asked_for_again_one_by_one()
    {
        await using var bench = WithWidgets("w1", "w2");
        bench.Tenant.Widget = (company, id) => TinyTenant.WidgetOf(company, id).Replace($"\"resourceId\":\"{id}\",", "", StringComparison.Ordinal);

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal((2, 3), (run.Manifests["c1"].Widgets.Returned, run.Asked(Call.Widgets, "c1")));
        Assert.Equal(["w1", "w2"], run.Lines("c1", "metrics.ndjson").Select(line => line.GetProperty("widget_id").GetString()!).Distinct());
    }

    [Theory]
    [InlineData(400, "INPUT_ERROR", "invalidRequest")]
    [InlineData(403, "FAILED", "forbidden")]
    [InlineData(404, "FAILED", "notFound")]
    [InlineData(500, "INTERNAL_SERVER_ERROR", "unavailable")]
    [InlineData(200, "FAILED", "unavailable")]
    public async Task One_bad_id_that_fails_a_whole_batch_costs_itself_only(int status, string name, string code)
    {
        await using var bench = WithWidgets("w1", "bad", "w3");
        bench.Api.OnAll([Call.Widgets], (request, usual) => request.WidgetIds.Contains("bad") ? WireAnswer.Failure(status, name) : usual);

        var run = await bench.ExportAsync();

        run.Ended(RunOutcome.Partial, exitCode: 1).LostWidget("c1", "bad", code);
        Assert.Equal(["w1", "w3"], run.Widgets("c1"));
    }

    [Theory]
    [InlineData(400, "INPUT_ERROR", 4, 2)]
    [InlineData(500, "INTERNAL_SERVER_ERROR", 2 + 1 + 5 + 1, 1 + 5)]
    public async Task A_bad_id_that_fails_batches_costs_the_companies_after_the_first_no_batch(int status, string name, int first, int later)
    {
        await using var bench = new Bench("c1", "c2", "c3");
        bench.Tenant.Catalogue = _ => TinyTenant.CatalogueOf("w1", "bad", "w3");
        bench.Api.OnAll([Call.Widgets], (request, usual) => request.WidgetIds.Contains("bad") ? WireAnswer.Failure(status, name) : usual);

        var run = await bench.ExportAsync(("Export:MaxConcurrency", "1"));

        run.Ended(RunOutcome.Partial, exitCode: 1);
        Assert.All(run.Manifests.Values, manifest => Assert.Equal("bad", Assert.Single(manifest.Widgets.Failed).Id));
        Assert.Equal([first, later, later], new[] { "c1", "c2", "c3" }.Select(company => run.Asked(Call.Widgets, company)));
    }

    [Fact]
    public async Task A_bad_id_that_another_company_is_answered_is_had_there()
    {
        await using var bench = new Bench("c1", "c2");
        bench.Tenant.Catalogue = _ => TinyTenant.CatalogueOf("w1", "bad", "w3");
        bench.Api.OnAll([Call.Widgets], (request, usual) =>
            request is { Company: "c1" } && request.WidgetIds.Contains("bad") ? WireAnswer.Failure(400, "INPUT_ERROR") : usual);

        var run = await bench.ExportAsync(("Export:MaxConcurrency", "1"));

        run.Ended(RunOutcome.Partial, exitCode: 1).LostWidget("c1", "bad", "invalidRequest");
        Assert.Equal(["bad", "w1", "w3"], run.Widgets("c2").Order(StringComparer.Ordinal));
        Assert.Contains(TinyTenant.WidgetOf("c2", "bad"), run.File("c2", "widgets.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"w1\"")]
    [InlineData("[]")]
    [InlineData("null,null")]
    public async Task What_is_no_widget_is_never_taken_for_one(string items)
    {
        await using var bench = WithWidgets("w1", "w2");
        bench.Api.OnAll([Call.Widgets], (request, usual) => request.WidgetIds.Contains("w1") ? WireAnswer.Data($"[{items}]") : usual);

        var run = await bench.ExportAsync();

        run.Ended(RunOutcome.Partial, exitCode: 1).LostWidget("c1", "w1", "notFound");
        Assert.Equal(["w2"], run.Widgets("c1"));
    }

    [Fact]
    public async Task Batches_hold_ten_ids_at_most_and_each_id_is_asked_for_once()
    {
        var ids = Enumerable.Range(1, 23).Select(number => $"w{number}").ToArray();
        await using var bench = WithWidgets(ids);

        var run = await bench.ExportAsync();

        run.Succeeded();
        var batches = run.Requests.Where(request => request is { Call: Call.Widgets, Company: "c1" }).Select(request => request.WidgetIds).ToList();
        // Batches are under way together and may arrive in any order.
        Assert.Equal([10, 10, 3], batches.Select(batch => batch.Count).OrderDescending());
        Assert.Equal(ids.Order(StringComparer.Ordinal), batches.SelectMany(batch => batch).Order(StringComparer.Ordinal));
        Assert.Equal(ids, run.Widgets("c1"));
    }

    [Fact]
    public async Task A_company_without_widgets_makes_no_widget_call()
    {
        await using var bench = WithWidgets();

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal((0, "[]\n"), (run.Asked(Call.Widgets, "c1"), run.File("c1", "widgets.json")));
        Assert.DoesNotContain(run.Manifests["c1"].Files, file => file.Name.EndsWith(".ndjson", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_widget_that_fails_for_a_while_is_had_in_the_end()
    {
        await using var bench = WithWidgets("w1", "w2");
        bench.Api.OnAll([Call.Widgets], (request, usual) => request.Try <= 3 ? WireAnswer.Html(503) : usual);

        var run = await bench.ExportAsync();

        run.Succeeded().WarnedOfNothing("c1");
        Assert.Equal(["w1", "w2"], run.Widgets("c1"));
        Assert.Equal(3, run.Manifests["c1"].Api.Retries);
    }

    private static WireAnswer Answer(IEnumerable<string> ids) =>
        WireAnswer.Data($"[{string.Join(',', ids.Select(id => TinyTenant.WidgetOf("c1", id)))}]");

    private static Bench WithWidgets(params string[] ids)
    {
        var bench = new Bench();
        bench.Tenant.Catalogue = _ => TinyTenant.CatalogueOf(ids);
        return bench;
    }
}
