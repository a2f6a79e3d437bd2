using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.ReportsAndWidgets;

/// <summary>API §5.1 and §5.2: reports and their details.</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task All_reports_are_asked_for_as_the_web_front_end_does()
    {
        await using var bench = new Bench();

        var run = await bench.ExportAsync();

        run.Succeeded();
        var request = run.Requests.Single(request => request is { Call: Call.Reports, Company: "c1" });
        Assert.Equal(("POST", """{"name":""}"""), (request.Method, request.Text));
    }

    [Fact]
    public async Task Every_field_of_a_report_is_kept_in_its_order_known_or_not()
    {
        const string Report = """{"zz":{"Z":[1.10,null,true]},"resourceId":"r1","name":"A","Name":"B","companyId":4127,"isEditable":"yes","":0}""";
        await using var bench = new Bench();
        bench.Tenant.Reports = _ => $"[{Report}]";

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal($"[\n{Report}\n]\n", run.File("c1", "reports.json"));
        Assert.Contains(run.Manifests["c1"].Drift.Added, path => path.EndsWith("zz", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a/b", "/api/executive-report/a%2Fb")]
    [InlineData("../search", "/api/executive-report/..%2Fsearch")]
    [InlineData("%2e%2e", "/api/executive-report/%252e%252e")]
    [InlineData("a?b#c", "/api/executive-report/a%3Fb%23c")]
    [InlineData("Grün ☕", "/api/executive-report/Gr%C3%BCn%20%E2%98%95")]
    [InlineData("a\\r\\nX-Evil: 1", "/api/executive-report/a%0D%0AX-Evil%3A%201")]
    public async Task A_report_id_of_any_kind_stays_one_segment_of_the_path(string id, string path)
    {
        await using var bench = new Bench();
        bench.Tenant.Reports = _ => $$"""[{"resourceId":"{{id}}"}]""";
        bench.Tenant.Detail = (_, _) => """{"datePeriod":"LastMonth","widgetLayout":"[]","widgets":[]}""";

        var run = await bench.ExportAsync();

        run.Succeeded();
        var request = Assert.Single(run.Requests, request => request.Call == Call.Detail);
        Assert.Equal((path, false), (request.Path, request.Headers.ContainsKey("X-Evil")));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_report_id_that_is_a_path_of_its_own_is_never_sent_and_makes_the_export_partial(string id)
    {
        await using var bench = new Bench();
        bench.Tenant.Reports = _ => $$"""[{"resourceId":"{{id}}"}]""";

        var run = await bench.ExportAsync();

        run.Ended(RunOutcome.Partial, exitCode: 1).Company("c1", ExportOutcome.Partial, "invalidRequest");
        Assert.DoesNotContain(run.Requests, request => request.Call is Call.Detail or Call.Other);
        Assert.Equal(["w1", "w2"], run.Widgets("c1"));
    }

    [Theory]
    [InlineData("""{"name":"No id"}""")]
    [InlineData("""{"resourceId":null}""")]
    [InlineData("""{"resourceId":" "}""")]
    [InlineData("""{"resourceId":["r1"]}""")]
    [InlineData("null")]
    [InlineData("\"r1\"")]
    [InlineData("[[]]")]
    public async Task A_report_without_an_id_is_kept_and_its_detail_missed(string report)
    {
        await using var bench = new Bench();
        bench.Tenant.Reports = _ => $$"""[{{report}},{"resourceId":"r2"}]""";

        var run = await bench.ExportAsync();

        run.Succeeded().WarnedOf("c1", "A report has no id");
        Assert.StartsWith($"[\n{report},\n", run.File("c1", "reports.json"), StringComparison.Ordinal);
        Assert.Equal(["r2"], run.Requests.Where(request => request.Call == Call.Detail).Select(request => request.ReportId));
    }

    [Fact]
    public async Task A_report_id_that_is_a_number_is_its_digits()
    {
        await using var bench = new Bench();
        bench.Tenant.Reports = _ => """[{"resourceId":4127000000000000001}]""";
        bench.Tenant.Detail = (_, report) => $$"""{"resourceId":{{report}},"datePeriod":"LastMonth","widgetLayout":"[]","widgets":[]}""";

        var run = await bench.ExportAsync();

        run.Succeeded().WarnedOfNothing("c1");
        Assert.Single(run.Elements("c1", "report-details.json"));
    }

    [Fact]
    public async Task Reports_of_the_same_name_are_reports_of_their_own_and_the_same_id_is_fetched_once()
    {
        await using var bench = new Bench();
        bench.Tenant.Reports = _ => """[{"resourceId":"r1","name":"Board"},{"resourceId":"R1","name":"Board"},{"resourceId":"r1","name":"Board - Copy"}]""";

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal((3, 2), (run.Manifests["c1"].Reports.Listed, run.Manifests["c1"].Reports.Details));
        Assert.Equal(["R1", "r1"], run.Requests.Where(request => request.Call == Call.Detail).Select(request => request.ReportId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_report_that_is_gone_between_list_and_detail_is_a_warning()
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Detail], (_, _) => WireAnswer.Failure(404, "FAILED", "Executive report not found"));

        var run = await bench.ExportAsync();

        run.Succeeded().WarnedOf("c1", "Report r-c1 was listed but is gone.");
        Assert.Equal((1, 0), (run.Manifests["c1"].Reports.Listed, run.Manifests["c1"].Reports.Details));
    }

    [Fact]
    public async Task A_detail_that_cannot_be_had_makes_the_export_partial_and_keeps_the_rest()
    {
        await using var bench = new Bench();
        bench.Tenant.Reports = _ => """[{"resourceId":"r1"},{"resourceId":"r2"}]""";
        bench.Api.OnAll([Call.Detail], (request, usual) => request.ReportId == "r1" ? WireAnswer.Html(502) : usual);

        var run = await bench.ExportAsync();

        run.Ended(RunOutcome.Partial, exitCode: 1).Company("c1", ExportOutcome.Partial, "unavailable");
        Assert.Equal("r2", Assert.Single(run.Elements("c1", "report-details.json")).GetProperty("resourceId").GetString());
        Assert.Equal(["w1", "w2"], run.Widgets("c1"));
    }

    [Fact]
    public async Task A_detail_that_carries_another_id_is_kept_for_the_report_asked_for_and_warned_of()
    {
        await using var bench = new Bench();
        bench.Tenant.Detail = (_, _) => $$"""{"resourceId":"other","datePeriod":"LastMonth","widgetLayout":"[]","widgets":[{{TinyTenant.WidgetOf("c1", "w1")}}]}""";

        var run = await bench.ExportAsync();

        run.Succeeded().WarnedOf("c1", "The detail of report r-c1 came with the id other.");
        Assert.All(
            run.Lines("c1", "metrics.ndjson").Where(line => line.GetProperty("source").GetString() == "report"),
            line => Assert.Equal("r-c1", line.GetProperty("report_id").GetString()));
    }

    [Theory]
    [InlineData("null", "its layout is missing")]
    [InlineData("\"\"", "its layout is blank")]
    [InlineData("\"[{\"", "its layout is not valid JSON")]
    [InlineData("\"{}\"", "its layout is not an array")]
    [InlineData("\"\\ud800\"", "its layout is not valid Unicode")]
    [InlineData("5", "its layout is not a text")]
    [InlineData("\"[5,null,\\\"x\\\"]\"", "entries are no widgets")]
    public async Task A_layout_that_cannot_be_read_is_a_warning(string layout, string warning)
    {
        await using var bench = new Bench();
        bench.Tenant.Detail = (_, report) => $$"""{"resourceId":"{{report}}","datePeriod":"LastMonth","widgetLayout":{{layout}},"widgets":[]}""";

        var run = await bench.ExportAsync();

        run.Succeeded().WarnedOf("c1", warning);
        Assert.Equal(["w1", "w2"], run.Widgets("c1"));
    }
}
