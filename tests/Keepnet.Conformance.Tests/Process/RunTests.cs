using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;
using Keepnet.Export.Settings;
using Keepnet.Export.Tests.Support;
using Keepnet.Simulator;

namespace Keepnet.Conformance.Tests.Process;

/// <summary>Runs as a whole: every outcome in one, one after the other, in every culture, and on a tenant that does everything wrong.</summary>
public sealed class RunTests
{
    [Fact]
    public async Task Every_outcome_side_by_side_is_told_company_by_company()
    {
        await using var bench = new Bench("c1", "c2", "c3", "c4", "c5");
        bench.Tenant.Widget = (company, id) => (company, id) is ("c2", "w1") ? null : TinyTenant.WidgetOf(company, id);
        bench.Api.On(Call.Reports, (request, usual) => request.Company switch
        {
            "c3" => WireAnswer.Failure(403, "PRIVACY_ERROR"),
            "c4" => WireAnswer.Failure(404, "FAILED", "Company not found"),
            "c5" => WireAnswer.Html(500),
            _ => usual,
        });

        var run = await bench.ExportAsync(("Keepnet:MaxRetries", "1"));

        run.Ended(RunOutcome.Partial, exitCode: 1);
        run.Company("c1", ExportOutcome.Succeeded);
        run.Company("c2", ExportOutcome.Partial, "notFound");
        run.Company("c3", ExportOutcome.Skipped, "privacy");
        run.Company("c4", ExportOutcome.Failed, "notFound");
        run.Company("c5", ExportOutcome.Failed, "unavailable");
        var counts = run.Summary!.Companies;
        Assert.Equal((5, 1, 1, 1, 2), (counts.Expected, counts.Succeeded, counts.Partial, counts.Skipped, counts.Failed));
        Assert.Equal(["c1", "c2"], run.Manifests.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_failure_that_may_pass_gets_as_many_deliveries_as_are_set()
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, _) => WireAnswer.Html(503));

        var run = await bench.ExportAsync(("Keepnet:MaxRetries", "1"), ("Export:MaxDeliveries", "3"));

        run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, "unavailable");
        Assert.Equal(6, run.Asked(Call.Reports, "c1"));
    }

    [Fact]
    public async Task A_failed_run_takes_nothing_from_the_one_before_it()
    {
        await using var bench = new Bench();
        var first = await bench.ExportAsync();
        bench.Api.OnAll([Call.Widgets], (_, _) => WireAnswer.Failure(400, "INPUT_ERROR"));

        var second = await bench.ExportAsync();

        second.Ended(RunOutcome.Failed, exitCode: 1);
        Assert.Equal(
            first.Paths.Where(path => path.StartsWith("v1/exports/", StringComparison.Ordinal)),
            second.Paths.Where(path => path.StartsWith("v1/exports/", StringComparison.Ordinal)));
        Assert.Contains(first.Document.RunId!, second.Text("v1/exports/company_id=c1/period=Last3Months/latest.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_run_writes_beside_the_earlier_one_and_changes_none_of_its_files()
    {
        await using var bench = new Bench();
        var first = await bench.ExportAsync();

        var second = await bench.ExportAsync();

        second.Succeeded();
        Assert.All(
            first.Paths.Where(path => Path.GetFileName(path) != "latest.json"),
            path => Assert.Equal(first.Text(path), second.Text(path)));
        Assert.NotEqual(first.Journal["c1"].Manifest, second.Journal["c1"].Manifest);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public async Task A_run_is_the_same_in_every_culture(string culture)
    {
        using var scope = new CultureScope(culture);
        await using var bench = new Bench("I", "i", "c1");
        bench.Tenant.Rows = [TinyTenant.RowOf("I", "ISTANBUL"), TinyTenant.RowOf("i", "istanbul"), """{"COMPANYRESOURCEID":"c1"}"""];
        bench.Api.OnAll([Call.Reports], (_, usual) => usual.With("\"status\"", "\"STATUS\"").With("SUCCESS", "Success"));

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(["I", "c1", "i"], run.Manifests.Keys.Order(StringComparer.Ordinal));
        Assert.Matches(@"^v1/runs/run_id=2026\d{4}T\d{6}Z-cli-[0-9a-f]{6}/run\.json$", run.Paths.Single(path => path.EndsWith("run.json", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_tenant_that_does_everything_wrong_leaves_every_company_accounted_for()
    {
        await using var bench = await ExportBench.StartAsync(8, "all,throttle:0,throttle-seconds:0,throttle-date:0");
        var exporter = bench.NewExporter(("Export:RedeliveryDelay", "00:00:00"));

        var run = await Run.ReadAsync(await exporter.RunAsync(), bench.Store, []);
        await Promises.HoldAsync(run, exporter, bench.Logs);

        Assert.Equal((8, 8, 0), (run.Document.Companies.Expected, run.Document.Companies.Done, run.Document.Companies.Failed));
        Assert.Equal(FaultProfiles.PoisonedWidgetId(bench.Tenant.Options.Seed), run.Document.Failures.SelectMany(failure => failure.WidgetIds).Distinct().Single());
        Assert.Empty(bench.Tenant.Calls.Mistakes);
    }

    [Theory]
    [InlineData("Keepnet:BaseUrl", "http://example.test")]
    [InlineData("Keepnet:MaxRetries", "-1")]
    [InlineData("Export:Period", "LastWeek")]
    [InlineData("Export:WidgetBatchSize", "0")]
    [InlineData("Keepnet:ClientSecrets", "x")]
    public async Task A_wrong_setting_is_named_before_anything_is_asked(string key, string value)
    {
        await using var bench = new Bench();

        var exception = Assert.Throws<InvalidSettingsException>(() => bench.NewExporter((key, value)));

        Assert.StartsWith(key + " is ", Assert.Single(exception.Problems), StringComparison.Ordinal);
        Assert.DoesNotContain(Bench.Secret, exception.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Api.Requests);
    }
}
