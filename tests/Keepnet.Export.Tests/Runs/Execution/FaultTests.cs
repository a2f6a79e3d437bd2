using System.Text;
using Keepnet.Export.Runs;
using Keepnet.Export.Tests.Support;
using Keepnet.Simulator;

namespace Keepnet.Export.Tests.Runs.Execution;

public sealed class FaultTests
{
    // Refusals by chance make the client slower and slower; they have tests of their own.
    private const string AllButThrottling = "all,throttle:0,throttle-seconds:0,throttle-date:0";

    [Theory]
    [InlineData("reset:0.2")]
    [InlineData("throttle:0.05")]
    [InlineData("throttle-seconds:0.05")]
    [InlineData("throttle-date:0.05")]
    [InlineData("server-errors:0.2")]
    [InlineData("cut:0.2")]
    [InlineData("slow:0.2")]
    [InlineData("revoked-tokens:0.2")]
    [InlineData("failed-in-200:0.2")]
    [InlineData("shape-b:0.2")]
    [InlineData("pascal-case:0.2")]
    [InlineData("page-drift:0.2")]
    [InlineData("reordered:0.2")]
    [InlineData("reordered")]
    public async Task Brings_every_company_home_whole(string fault)
    {
        await using var bench = await ExportBench.StartAsync(6, fault);

        var result = await bench.NewExporter().RunAsync();

        Assert.Equal((RunOutcome.Succeeded, 5, 1), (result.Outcome, result.Companies.Succeeded, result.Companies.Skipped));
        foreach (var company in bench.Data.OpenCompanies())
        {
            await Truth.HoldsAsync(bench.Store, bench.Data, (await bench.Store.ManifestAsync(company.Id, result.RunId!))!);
        }

        Assert.Empty(bench.Tenant.Calls.Mistakes);
        Assert.Equal(bench.Tenant.Calls.Total, (await bench.Store.SummaryAsync(result.RunId!)).ApiCalls);
    }

    [Fact]
    public async Task Accounts_for_every_company_when_everything_goes_wrong_at_once()
    {
        await using var bench = await ExportBench.StartAsync(12, AllButThrottling);

        var result = await bench.NewExporter(("Export:RedeliveryDelay", "00:00:00")).RunAsync();

        // One widget is broken for good, in every company.
        var poisoned = FaultProfiles.PoisonedWidgetId(bench.Tenant.Options.Seed);
        Assert.Equal((RunOutcome.Partial, 12, 0), (result.Outcome, result.Companies.Done, result.Companies.Failed));
        foreach (var company in bench.Data.OpenCompanies())
        {
            var manifest = (await bench.Store.ManifestAsync(company.Id, result.RunId!))!;
            Assert.Equal([poisoned], manifest.Widgets.Failed.Select(widget => widget.Id));
            await Truth.FilesAreAsListedAsync(bench.Store, manifest);
        }

        Assert.Empty(bench.Tenant.Calls.Mistakes);
        Assert.True((await bench.NewExporter().VerifyAsync()).Intact);
    }

    [Fact]
    public async Task Loses_one_broken_widget_and_nothing_else()
    {
        await using var bench = await ExportBench.StartAsync(6, "poison-widget");
        var poisoned = FaultProfiles.PoisonedWidgetId(bench.Tenant.Options.Seed);

        var result = await bench.NewExporter().RunAsync();

        Assert.Equal((RunOutcome.Partial, 5, 1), (result.Outcome, result.Companies.Partial, result.Companies.Skipped));
        foreach (var company in bench.Data.OpenCompanies())
        {
            var manifest = (await bench.Store.ManifestAsync(company.Id, result.RunId!))!;
            var failed = Assert.Single(manifest.Widgets.Failed);
            Assert.Equal((poisoned, "unavailable"), (failed.Id, failed.Code));
            Assert.Equal(manifest.Widgets.Requested, manifest.Widgets.Returned + 1);
            await Truth.HoldsAsync(bench.Store, bench.Data, manifest, poisoned);
        }

        Assert.All(result.Failures.Where(failure => failure.Outcome == ExportOutcome.Partial), failure => Assert.Equal([poisoned], failure.WidgetIds));
    }

    [Fact]
    public async Task Takes_a_widget_without_its_id_for_the_one_it_asked_for_and_warns()
    {
        await using var bench = await ExportBench.StartAsync(2, "ids-missing");

        var result = await bench.NewExporter(("Export:WidgetBatchSize", "1")).RunAsync();

        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        var manifest = (await bench.Store.ManifestAsync(bench.Data.CompanyAt(0).Id, result.RunId!))!;
        Assert.Equal(manifest.Widgets.Requested, manifest.Widgets.Returned);
        Assert.All(bench.Data.WidgetIds(manifest.CompanyId), id => Assert.Contains(manifest.Warnings, warning => warning.Contains(id, StringComparison.Ordinal)));
        Assert.DoesNotContain("\"widget_id\":null", await bench.Store.FileAsync(manifest, "metrics.ndjson"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skips_a_company_that_is_closed_to_outside_access()
    {
        await using var bench = await ExportBench.StartAsync(6);
        var closed = bench.Data.Companies().Single(company => company.IsClosed);

        var result = await bench.NewExporter().RunAsync();

        var entry = (await bench.Store.JournalAsync(result.RunId!)).Single(entry => entry.CompanyId == closed.Id);
        Assert.Equal((ExportOutcome.Skipped, "privacy", null), (entry.Outcome, entry.Code, entry.Manifest));
        Assert.Equal(bench.Tenant.Calls.Requests.Count(request => request.CompanyId == closed.Id), entry.Calls);
        Assert.DoesNotContain(bench.Store.Paths, path => path.Contains(closed.Id, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("forbidden-company", "forbidden", 403)]
    [InlineData("gone-company", "notFound", 404)]
    public async Task Fails_one_company_that_cannot_be_read_and_says_why(string fault, string code, int status)
    {
        await using var bench = await ExportBench.StartAsync(4, fault);
        var lost = bench.Data.OpenCompanies().First();

        var result = await bench.NewExporter().RunAsync();

        Assert.Equal((RunOutcome.Partial, 3, 1), (result.Outcome, result.Companies.Succeeded, result.Companies.Failed));
        var failure = Assert.Single(result.Failures);
        Assert.Equal((lost.Id, code), (failure.CompanyId, failure.Code));
        Assert.Contains("POST /api/executive-report/search", failure.Reason, StringComparison.Ordinal);
        Assert.Contains(lost.Id, failure.Reason, StringComparison.Ordinal);
        Assert.Contains($"{status}", failure.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(bench.Store.Paths, path => path.Contains(lost.Id, StringComparison.Ordinal));
        Assert.Equal(1, bench.Tenant.Calls.Requests.Count(request => request.CompanyId == lost.Id));
    }

    [Fact]
    public async Task Warns_of_a_report_that_went_between_list_and_detail()
    {
        await using var bench = await ExportBench.StartAsync(6, "gone-report");
        var company = bench.Data.OpenCompanies().First(company => bench.Data.ReportIds(company.Id).Count > 1);

        var result = await bench.NewExporter().RunAsync();

        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        var manifest = (await bench.Store.ManifestAsync(company.Id, result.RunId!))!;
        Assert.Equal((ExportOutcome.Succeeded, null), (manifest.Outcome, manifest.Code));
        Assert.Equal(bench.Data.ReportIds(company.Id).Count, manifest.Reports.Listed);
        Assert.Contains(manifest.Warnings, warning => warning.Contains("is gone", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Publishes_nothing_at_all_when_the_api_ignores_the_company(int concurrency)
    {
        await using var bench = await ExportBench.StartAsync(6, "scope-ignored");

        var result = await bench.NewExporter(("Export:MaxConcurrency", $"{concurrency}")).RunAsync();

        // The closed company is answered as well: nobody looks at whom the question is about.
        Assert.Equal((RunOutcome.Failed, 6), (result.Outcome, result.Companies.Failed));
        Assert.All(result.Failures, failure => Assert.Equal("isolation", failure.Code));
        Assert.DoesNotContain(bench.Store.Paths, path => path.StartsWith("v1/exports", StringComparison.Ordinal));
        Assert.NotEmpty(result.Warnings);
    }

    [Fact]
    public async Task Fails_a_company_that_is_answered_with_anothers_data()
    {
        await using var bench = await ExportBench.StartAsync(6, "mixed-up");
        var ids = bench.Data.OpenCompanies().Select(company => company.Id).Take(2).ToList();

        var result = await bench.NewExporter(("Export:MaxConcurrency", "1")).RunAsync();

        var failure = Assert.Single(result.Failures, failure => failure.Outcome == ExportOutcome.Failed);
        Assert.Equal((ids[1], "isolation"), (failure.CompanyId, failure.Code));
        Assert.Contains(ids[0], failure.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(bench.Store.Paths, path => path.Contains(ids[1], StringComparison.Ordinal));
        await Truth.HoldsAsync(bench.Store, bench.Data, (await bench.Store.ManifestAsync(ids[0], result.RunId!))!);
    }

    [Theory]
    [InlineData("not-keepnet", "protocol")]
    [InlineData("tokens-refused", "authentication")]
    [InlineData("ip-restricted", "ipRestricted")]
    public async Task Stops_before_there_is_a_plan_when_a_person_has_to_mend_something(string fault, string code)
    {
        await using var bench = await ExportBench.StartAsync(4, fault);

        var result = await bench.NewExporter().RunAsync();

        Assert.Equal((RunOutcome.Stopped, null), (result.Outcome, result.RunId));
        Assert.True(code == result.Code || fault == "not-keepnet", result.Code);
        Assert.NotEmpty(result.Reason!);
        Assert.Empty(bench.Store.Paths);
    }

    [Fact]
    public async Task Stops_when_the_credentials_are_not_a_resellers()
    {
        await using var bench = await ExportBench.StartAsync(new SimulatorOptions { Companies = 2, Role = "Company Admin" });

        var result = await bench.NewExporter().RunAsync();

        Assert.Equal((RunOutcome.Stopped, null, "notReseller"), (result.Outcome, result.RunId, result.Code));
        Assert.Contains("Company Admin", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_when_the_secret_is_wrong_without_repeating_it()
    {
        await using var bench = await ExportBench.StartAsync(2);

        var result = await bench.NewExporter(("Keepnet:ClientSecret", "not-the-secret-7F3A")).RunAsync();

        Assert.Equal((RunOutcome.Stopped, null, "authentication"), (result.Outcome, result.RunId, result.Code));
        Assert.DoesNotContain("not-the-secret-7F3A", result.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(bench.Logs.Lines, line => line.Contains("not-the-secret-7F3A", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Writes_no_secret_and_no_token_anywhere_in_a_faulty_run()
    {
        const string Secret = "s+cr=t&9f3A-plus/more";
        await using var bench = await ExportBench.StartAsync(new SimulatorOptions { Companies = 12, Faults = [AllButThrottling], ClientSecret = Secret });
        var result = await bench.NewExporter(("Export:RedeliveryDelay", "00:00:00")).RunAsync();

        var said = new StringBuilder().AppendJoin('\n', bench.Logs.Lines);
        said.Append(Encoding.UTF8.GetString(ExportJson.Document(result)));
        foreach (var path in bench.Store.Paths)
        {
            said.Append(await bench.Store.TextAsync(path));
        }

        var text = said.ToString();
        Assert.NotEmpty(bench.Logs.Lines);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Uri.EscapeDataString(Secret), text, StringComparison.OrdinalIgnoreCase);

        // What every JSON web token begins with.
        Assert.DoesNotContain("eyJ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer ", text, StringComparison.OrdinalIgnoreCase);
    }
}
