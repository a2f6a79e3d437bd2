using System.Text;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Schemas;
using Keepnet.Export.Tests.Support;
using Keepnet.Simulator;

namespace Keepnet.Export.Tests.Runs.Execution;

public sealed class ResumeTests
{
    [Fact]
    public async Task Goes_on_after_a_cancellation_with_the_missing_companies_only()
    {
        await using var bench = await ExportBench.StartAsync(5);
        var canceled = await CancelAfterAsync(bench, companies: 2);
        var done = (await bench.Store.JournalAsync(canceled.RunId!)).Select(entry => entry.CompanyId).ToList();
        bench.Tenant.Reset();

        var result = await bench.NewExporter().ResumeAsync();

        Assert.Equal((RunOutcome.Canceled, "canceled"), (canceled.Outcome, canceled.Code));
        Assert.Equal((RunOutcome.Succeeded, 5, canceled.RunId), (result.Outcome, result.Companies.Succeeded, result.RunId));
        Assert.Equal(0, bench.Tenant.Calls.Count(Operation.CompanySearch));
        Assert.InRange(done.Count, 2, 4);
        Assert.DoesNotContain(bench.Tenant.Calls.Requests, request => done.Contains(request.CompanyId!));
        Assert.Equal(bench.Tenant.Calls.Total, result.ApiCalls);
        Assert.All(bench.Data.Companies(), company => Assert.Single(AttemptsOf(bench, company.Id)));
        Assert.True((await bench.NewExporter().VerifyAsync()).Intact);
    }

    [Fact]
    public async Task Tells_how_far_the_run_had_come_when_it_cannot_go_on()
    {
        await using var bench = await ExportBench.StartAsync(5);
        var canceled = await CancelAfterAsync(bench, companies: 2);

        var stopped = await bench.NewExporter(("Keepnet:ClientSecret", "wrong")).ResumeAsync();

        Assert.Equal((RunOutcome.Stopped, "authentication"), (stopped.Outcome, stopped.Code));
        Assert.Equal((canceled.RunId, canceled.Companies), (stopped.RunId, stopped.Companies));
        Assert.Equal(RunOutcome.Succeeded, (await bench.NewExporter().ResumeAsync()).Outcome);
    }

    [Fact]
    public async Task Counts_what_interrupted_processes_spent()
    {
        await using var bench = await ExportBench.StartAsync(5);
        var canceled = await CancelAfterAsync(bench, companies: 2);
        var stopped = await bench.NewExporter(("Keepnet:ClientSecret", "wrong")).ResumeAsync();

        var result = await bench.NewExporter().ResumeAsync();

        var summary = await bench.Store.SummaryAsync(result.RunId!);
        Assert.Equal((RunOutcome.Canceled, RunOutcome.Stopped, RunOutcome.Succeeded), (canceled.Outcome, stopped.Outcome, result.Outcome));
        Assert.Equal(canceled.ApiCalls + stopped.ApiCalls + result.ApiCalls, summary.ApiCalls);
        Assert.Contains("interruption-line", await SchemaCheck.CheckAsync(bench.Store));
    }

    [Fact]
    public async Task Adopts_an_export_whose_journal_line_is_missing_without_a_call()
    {
        await using var bench = await ExportBench.StartAsync(1);
        var first = await bench.NewExporter().RunAsync();
        await bench.Store.DeleteAsync(StorePaths.Journal(first.RunId!), default);
        await bench.Store.DeleteAsync(StorePaths.Summary(first.RunId!), default);
        var manifest = await bench.Store.ManifestAsync(bench.Data.CompanyAt(0).Id, first.RunId!);
        bench.Tenant.Reset();

        var result = await bench.NewExporter().ResumeAsync();

        Assert.Equal((RunOutcome.Succeeded, 0L), (result.Outcome, result.Bytes));
        Assert.Equal([Operation.Token], bench.Tenant.Calls.Requests.Select(request => request.Operation));
        Assert.Equal(manifest!.Attempt, (await bench.Store.ManifestAsync(manifest.CompanyId, first.RunId!))!.Attempt);
        var summary = await bench.Store.SummaryAsync(first.RunId!);
        var plan = await bench.NewExporter().Runs.FindPlanAsync(first.RunId!, default);
        Assert.Equal(manifest.Bytes, summary.Bytes);
        Assert.Equal(plan!.Api.Calls + manifest.Api.Calls + 1, summary.ApiCalls);
    }

    [Fact]
    public async Task Takes_a_torn_journal_line_for_none()
    {
        await using var bench = await ExportBench.StartAsync(2);
        var first = await bench.NewExporter().RunAsync();
        var lines = await bench.Store.LinesAsync(StorePaths.Journal(first.RunId!));
        await bench.Store.DeleteAsync(StorePaths.Summary(first.RunId!), default);
        await bench.Store.DeleteAsync(StorePaths.Journal(first.RunId!), default);
        await bench.Store.TryCreateAsync(StorePaths.Journal(first.RunId!), Encoding.UTF8.GetBytes($"{lines[0]}\n{lines[1][..40]}"), default);

        var result = await bench.NewExporter().ResumeAsync();

        Assert.Equal((RunOutcome.Succeeded, 2), (result.Outcome, result.Companies.Succeeded));
        Assert.Equal(2, (await bench.Store.JournalAsync(first.RunId!)).Count);
    }

    [Fact]
    public async Task Plans_the_same_run_once_when_two_processes_start_it_together()
    {
        await using var bench = await ExportBench.StartAsync(4);
        var exporters = Enumerable.Range(0, 4).Select(_ => bench.NewExporter()).ToList();
        var request = exporters[0].Request() with { RunId = "20260701T020000Z-schedule", Trigger = RunTrigger.Schedule };

        var results = await Task.WhenAll(exporters.Select(exporter => exporter.RunAsync(request)));

        Assert.All(results, result => Assert.Equal((RunOutcome.Succeeded, 4), (result.Outcome, result.Companies.Succeeded)));
        Assert.Equal(4, (await bench.Store.LinesAsync(StorePaths.Companies(request.RunId))).Count);
        Assert.All(bench.Data.Companies(), company => Assert.Single(AttemptsOf(bench, company.Id)));
        Assert.True((await bench.NewExporter().VerifyAsync()).Intact);
    }

    [Fact]
    public async Task Uses_the_list_that_was_written_before_a_crash_came_before_the_plan()
    {
        await using var bench = await ExportBench.StartAsync(3);
        var request = bench.NewExporter().Request();
        var mortal = new StoreDecorator(bench.Store, (operation, work) =>
            operation == $"create {StorePaths.Plan(request.RunId)}" ? throw new StoreException("Gone.", isPassing: false) : work());
        var stopped = await bench.NewExporter(mortal).RunAsync(request);

        var result = await bench.NewExporter().RunAsync(request);

        Assert.Equal((RunOutcome.Stopped, null), (stopped.Outcome, stopped.RunId));
        Assert.Equal((RunOutcome.Succeeded, 3), (result.Outcome, result.Companies.Succeeded));
        Assert.Equal(1, bench.Tenant.Calls.Count(Operation.CompanySearch));
    }

    [Fact]
    public async Task Publishes_one_attempt_when_two_processes_export_one_company_into_one_directory()
    {
        var root = Directory.CreateTempSubdirectory("two").FullName;
        await using var bench = await ExportBench.StartAsync(2);
        string runId;
        await using (var planned = new DirectoryStore(root))
        await using (var other = new DirectoryStore(root))
        {
            using var stop = new CancellationTokenSource();
            var planner = bench.NewExporter(planned);
            var plan = await planner.Get<RunPlanner>().PlanAsync(planner.Request(), default);
            runId = plan.RunId;

            var results = await Task.WhenAll(planner.ResumeAsync(runId), bench.NewExporter(other).ResumeAsync(runId));

            Assert.All(results, result => Assert.Equal((RunOutcome.Succeeded, 2), (result.Outcome, result.Companies.Succeeded)));
            foreach (var company in bench.Data.Companies())
            {
                await Truth.HoldsAsync(planned, bench.Data, (await planned.ManifestAsync(company.Id, runId))!);
            }
        }

        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task Refuses_to_go_on_with_other_rules_of_privacy_than_the_plans()
    {
        await using var bench = await ExportBench.StartAsync(3);
        await CancelAfterAsync(bench, companies: 1, ("Export:Privacy", "drop"));

        var result = await bench.NewExporter(("Export:Privacy", "keep")).ResumeAsync();

        Assert.Equal((RunOutcome.Stopped, "invalidSettings"), (result.Outcome, result.Code));
        Assert.Contains("drop", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_claim_what_is_not_in_the_store()
    {
        await using var bench = await ExportBench.StartAsync(2);
        var first = await bench.NewExporter().RunAsync();
        var lost = bench.Data.CompanyAt(1).Id;
        await bench.Store.DeleteFolderAsync(StoreReader.ExportFolder(lost, first.RunId!), default);
        await bench.Store.DeleteAsync(StorePaths.Summary(first.RunId!), default);

        var result = await bench.NewExporter().ResumeAsync();

        var failure = Assert.Single(result.Failures);
        Assert.Equal((lost, "storage", ExportOutcome.Failed), (failure.CompanyId, failure.Code, failure.Outcome));
        Assert.Equal((1, 1), (result.Companies.Succeeded, result.Companies.Failed));
    }

    private static async Task<RunSummary> CancelAfterAsync(ExportBench bench, int companies, params (string Key, string? Value)[] settings)
    {
        using var stop = new CancellationTokenSource();
        var runner = bench.NewExporter([("Export:MaxConcurrency", "1"), .. settings]).NewRunner();
        var ended = 0;
        runner.Monitor.CompanyEnded += _ =>
        {
            if (++ended == companies)
            {
                stop.Cancel();
            }
        };
        return await runner.RunAsync(bench.NewExporter().Request(), stop.Token);
    }

    private static IEnumerable<string> AttemptsOf(ExportBench bench, string companyId) => bench.Store.Paths
        .Where(path => path.Contains($"company_id={companyId}/", StringComparison.Ordinal) && path.Contains("/attempt=", StringComparison.Ordinal))
        .Select(path => path[..path.LastIndexOf('/')])
        .Distinct();
}
