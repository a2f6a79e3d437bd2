using Keepnet.Api.Reports;
using Keepnet.Export.Queueing;
using Keepnet.Export.Requests;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Tests.Support;
using Keepnet.Simulator;

namespace Keepnet.Export.Tests.Schemas;

/// <summary>All that runs write and commands print is valid, and described down to the last field.</summary>
public sealed class WrittenFilesTests
{
    private static readonly (string Key, string? Value) Key = ("Export:PrivacyKey", "0123456789abcdef0123456789abcdef");

    [Fact]
    public async Task Of_runs_that_go_well()
    {
        await using var bench = await ExportBench.StartAsync(9);
        var exporter = bench.NewExporter();

        var first = await exporter.RunAsync();
        bench.Data.Revise(bench.Data.OpenCompanies().First().Id, bench.Data.WidgetIds(bench.Data.OpenCompanies().First().Id)[0]);
        var second = await exporter.RunAsync();

        Assert.Equal(
            ["change-line", "company-line", "journal-line", "latest", "manifest", "metric-line", "run", "summary", "table-line"],
            await SchemaCheck.CheckAsync(bench.Store));
        Printed("export-document", first);
        Printed("export-document", second);
        Printed("runs-document", await exporter.Runs.ListingsAsync(default).ToArrayAsync());
        Printed("verify-document", await exporter.VerifyAsync());
        Printed("doctor-document", await exporter.DiagnoseAsync());
    }

    [Theory]
    [InlineData("all")]
    [InlineData("poison-widget,forbidden-company,gone-report")]
    [InlineData("scope-ignored")]
    public async Task Of_runs_against_a_tenant_that_misbehaves(string faults)
    {
        await using var bench = await ExportBench.StartAsync(new SimulatorOptions { Companies = 6, Faults = [faults], DateFormat = SimulatedDateFormat.MonthFirst });
        var exporter = bench.NewExporter();

        var result = await exporter.RunAsync();

        Assert.NotEqual(RunOutcome.Stopped, result.Outcome);
        await SchemaCheck.CheckAsync(bench.Store);
        Printed("export-document", result);
    }

    [Theory]
    [InlineData("pseudonymize")]
    [InlineData("drop")]
    public async Task Of_runs_that_take_personal_data_out(string privacy)
    {
        await using var bench = await ExportBench.StartAsync(4);

        var result = await bench.NewExporter(("Export:Privacy", privacy), Key).RunAsync();

        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        await SchemaCheck.CheckAsync(bench.Store);
    }

    [Fact]
    public async Task Of_runs_of_the_schedule_of_some_companies_and_of_a_month()
    {
        await using var bench = await ExportBench.StartAsync(4);
        var exporter = bench.NewExporter(("Export:ReportDetails", "false"));
        Assert.True(ReportPeriod.TryParse("2026-01-01_2026-01-31", out var month));

        await exporter.RunAsync(exporter.Request() with { RunId = "20260701T020000Z-schedule", Trigger = RunTrigger.Schedule, ScheduledFor = exporter.Get<TimeProvider>().GetUtcNow() });
        await exporter.RunAsync(exporter.Request(bench.Data.CompanyAt(0).Id, "nobody"));
        var backfill = await exporter.RunAsync(exporter.Request() with { Period = month, Trigger = RunTrigger.Backfill, RunId = "20260701T020001Z-backfill-000000" });

        await SchemaCheck.CheckAsync(bench.Store);
        Printed("backfill-document", new BackfillDocument { Outcome = backfill.Outcome, Runs = [backfill] });
    }

    [Fact]
    public async Task Of_a_run_that_is_retried()
    {
        await using var bench = await ExportBench.StartAsync(3, "poison-widget");
        await using var exporter = new Exporter(bench.Settings(), bench.Store, bench.Clock, configure: services => services.AddInProcessQueue());
        var run = await exporter.RunAsync();

        await exporter.Get<ExportRequests>().RetryRunAsync(run.RunId!, default);

        Assert.Contains("retry", await SchemaCheck.CheckAsync(bench.Store));
    }

    [Fact]
    public async Task Of_runs_that_cannot_go_on_and_stores_that_are_damaged()
    {
        await using var bench = await ExportBench.StartAsync(2);
        var wrong = bench.NewExporter(("Keepnet:ClientSecret", "wrong"));
        var exporter = bench.NewExporter();
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        var stopped = await wrong.RunAsync();
        Printed("export-document", stopped);
        Printed("export-document", await exporter.RunAsync(cancellationToken: canceled.Token));
        Printed("doctor-document", await wrong.DiagnoseAsync());
        await exporter.RunAsync();
        foreach (var path in bench.Store.Paths.Where(path => path.EndsWith("/reports.json", StringComparison.Ordinal)))
        {
            await bench.Store.DeleteAsync(path, default);
        }

        var report = await exporter.VerifyAsync();
        Assert.Equal((RunOutcome.Stopped, false), (stopped.Outcome, report.Intact));
        Printed("verify-document", report);
    }

    [Fact]
    public void Of_the_queue()
    {
        var message = new ExportMessage
        {
            RunId = "20260701T020000Z-request-1f9c22",
            CompanyId = "c1",
            Period = "Last3Months",
            Trigger = RunTrigger.Request,
            RequestedAt = DateTimeOffset.UnixEpoch,
        };

        SchemaCheck.Fits("queue-message", "a message", ExportMessageFormat.Write(message));
        SchemaCheck.Fits("queue-message", "a message", ExportMessageFormat.Write(message with { CompanyName = "One", Attempt = 3 }));
    }

    private static void Printed<T>(string schema, T document) => SchemaCheck.Fits(schema, schema, ExportJson.Document(document));
}
