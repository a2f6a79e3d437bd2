using System.Text.Json;
using Keepnet.Export.Exporting.Changes;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Closing;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Tests.Support;
using Keepnet.Export.Verification;
using Keepnet.Simulator;

namespace Keepnet.Export.Tests.Exporting.Changes;

/// <summary>What a whole run says of the ones before: <c>changes.ndjson</c> and the counts in the summary.</summary>
public sealed class ChangeFeedTests : IAsyncLifetime
{
    private ExportBench _bench = null!;
    private Exporter _exporter = null!;

    private SimulatedCompany Company => _bench.Data.OpenCompanies().First(company => _bench.Data.ReportIds(company.Id).Count > 1);

    public async Task InitializeAsync()
    {
        _bench = await ExportBench.StartAsync(6);
        _exporter = _bench.NewExporter();
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_first_run_has_a_line_for_every_widget_and_report()
    {
        var summary = await RunAsync();

        var open = _bench.Data.OpenCompanies().Select(company => company.Id).ToList();
        var lines = await LinesAsync(summary);
        Assert.Equal(open.Sum(id => _bench.Data.WidgetIds(id).Count), summary.Changes!.Widgets.New);
        Assert.Equal(open.Sum(id => _bench.Data.ReportIds(id).Count), summary.Changes.Reports.New);
        Assert.Equal(summary.Changes.Widgets.New + summary.Changes.Reports.New, lines.Count);
        Assert.All(lines, line => Assert.Equal("new", line.GetProperty("change").GetString()));
        Assert.Equal(open.Order(StringComparer.Ordinal), lines.Select(line => line.GetProperty("company_id").GetString()!).Distinct());
    }

    [Fact]
    public async Task A_second_run_of_an_unchanged_tenant_has_no_lines_and_no_file()
    {
        var first = await RunAsync();

        var second = await RunAsync();

        Assert.Equal(new ChangeCounts { Same = first.Changes!.Widgets.New }, second.Changes!.Widgets);
        Assert.Equal(new ChangeCounts { Same = first.Changes.Reports.New }, second.Changes.Reports);
        Assert.Null(second.Changes.File);
        Assert.DoesNotContain(StorePaths.Changes(second.RunId!), _bench.Store.Paths);
    }

    [Fact]
    public async Task An_unchanged_tenant_that_misbehaves_is_still_the_same()
    {
        await using var bench = await ExportBench.StartAsync(6, "reordered", "ids-missing:0.5", "shape-b:0.3", "server-errors:0.1");
        var exporter = bench.NewExporter();
        await exporter.RunAsync(exporter.Request() with { RunId = "20260701T030000Z-cli" });

        var second = await exporter.RunAsync(exporter.Request() with { RunId = "20260701T030001Z-cli" });

        var counts = second.Changes!.Widgets;
        Assert.True(counts.Same > 0 && bench.Tenant.Calls.Mistakes.Count == 0);
        Assert.Equal(new ChangeCounts { Same = counts.Same }, counts);
    }

    [Fact]
    public async Task With_pseudonyms_too_only_what_changed_is_changed_and_no_name_gets_into_the_feed()
    {
        await using var bench = await ExportBench.StartAsync(4);
        var exporter = bench.NewExporter(("Export:Privacy", "pseudonymize"), ("Export:PrivacyKey", Convert.ToBase64String(new byte[32])));
        await exporter.RunAsync(exporter.Request() with { RunId = "20260701T030000Z-cli" });
        var widget = bench.Data.WidgetIds(bench.Data.OpenCompanies().First().Id)[0];
        bench.Data.Revise(bench.Data.OpenCompanies().First().Id, widget);

        var second = await exporter.RunAsync(exporter.Request() with { RunId = "20260701T030001Z-cli" });

        Assert.Equal((RunOutcome.Succeeded, 1L), (second.Outcome, second.Changes!.Widgets.Changed));
        Assert.DoesNotContain("@example.test", await bench.Store.TextAsync(StorePaths.Changes(second.RunId!)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_changed_widget_is_one_line_and_the_reports_that_show_it_have_one_each()
    {
        var first = await RunAsync();
        var report = _bench.Data.ReportIds(Company.Id).ToDictionary(id => id, id => _bench.Data.RenderReport(Company.Id, id));
        var widget = _bench.Data.WidgetIds(Company.Id)[0];
        _bench.Data.Revise(Company.Id, widget);

        var second = await RunAsync();

        var lines = await LinesAsync(second);
        var line = Assert.Single(lines, line => line.GetProperty("source").GetString() == "widget");
        Assert.Equal(1, second.Changes!.Widgets.Changed);
        var manifest = (await _bench.Store.ManifestAsync(Company.Id, second.RunId!))!;
        var entry = manifest.Widgets.Content.Single(entry => entry.Change == ChangeKind.Changed);
        Assert.Equal(
            JsonSerializer.Serialize(new
            {
                run_id = second.RunId,
                company_id = Company.Id,
                company_name = Company.Name,
                period = "Last3Months",
                previous_run_id = first.RunId,
                source = "widget",
                widget_id = widget,
                widget_type = entry.Type,
                change = "changed",
                hash = entry.Hash,
                manifest = StorePaths.Manifest(StoreReader.ExportFolder(Company.Id, second.RunId!)),
            }),
            line.GetRawText());
        Assert.Equal(
            report.Where(before => before.Value != _bench.Data.RenderReport(Company.Id, before.Key)).Select(before => before.Key).Order(StringComparer.Ordinal),
            lines.Where(line => line.GetProperty("source").GetString() == "report").Select(line => line.GetProperty("report_id").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_summary_proves_the_file_and_verify_checks_it()
    {
        var summary = await RunAsync();
        var path = StorePaths.Changes(summary.RunId!);
        var content = (await _bench.Store.TryReadAsync(path, default))!.Content;

        var file = summary.Changes!.File!;

        Assert.Equal(
            new ManifestFile("changes.ndjson", path, content.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content.Span)), (await LinesAsync(summary)).Count),
            file);
        Assert.True((await _exporter.VerifyAsync()).Intact);
        await AssertProblemAsync(path, StoreProblem.Missing, replacement: null);
        await AssertProblemAsync(path, StoreProblem.Changed, content.ToArray()[..^1]);
        await AssertProblemAsync(path, StoreProblem.Changed, [.. content.ToArray()[..^2], (byte)' ', (byte)'\n']);
    }

    [Fact]
    public async Task Verify_names_a_file_that_no_summary_lists()
    {
        await RunAsync();
        var second = await RunAsync();

        await AssertProblemAsync(StorePaths.Changes(second.RunId!), StoreProblem.Unlisted, "{}\n"u8.ToArray());
    }

    [Fact]
    public async Task Is_there_before_the_summary_that_lists_it()
    {
        var wasThere = false;
        var store = new StoreDecorator(_bench.Store, async (operation, work) =>
        {
            wasThere |= operation.EndsWith("/summary.json", StringComparison.Ordinal) && operation.StartsWith("create", StringComparison.Ordinal)
                && _bench.Store.Paths.Any(path => path.EndsWith("/changes.ndjson", StringComparison.Ordinal));
            await work();
        });

        await _bench.NewExporter(store).RunAsync();

        Assert.True(wasThere);
    }

    [Fact]
    public async Task Whoever_closes_a_run_again_writes_the_same_and_takes_away_what_no_longer_holds()
    {
        var first = await RunAsync();
        var before = await _bench.Store.TextAsync(StorePaths.Changes(first.RunId!));
        var plan = (await _exporter.Runs.FindPlanAsync(first.RunId!, default))!;

        var again = await _exporter.Get<RunCloser>().TryCloseAsync(plan, new ApiCounts(), default);

        Assert.Equal(first.Changes, again!.Changes);
        Assert.Equal(before, await _bench.Store.TextAsync(StorePaths.Changes(first.RunId!)));
        await _bench.Store.DeleteFolderAsync(StorePaths.Exports, default);
        var emptied = await _exporter.Get<RunCloser>().TryCloseAsync(plan, new ApiCounts(), default);
        Assert.Null(emptied!.Changes!.File);
        Assert.DoesNotContain(StorePaths.Changes(first.RunId!), _bench.Store.Paths);
    }

    private async Task<RunSummary> RunAsync()
    {
        // Ids have whole seconds; so that each run is later than the one before by its id too.
        var number = _bench.Store.Paths.Count(path => path.EndsWith("/run.json", StringComparison.Ordinal));
        var run = await _exporter.RunAsync(_exporter.Request() with { RunId = $"20260701T0300{number:00}Z-cli" });
        Assert.Equal(RunOutcome.Succeeded, run.Outcome);
        return await _bench.Store.SummaryAsync(run.RunId!);
    }

    private async Task<IReadOnlyList<JsonElement>> LinesAsync(RunSummary summary) =>
        [.. (await _bench.Store.LinesAsync(StorePaths.Changes(summary.RunId!))).Select(line => JsonDocument.Parse(line).RootElement)];

    private async Task AssertProblemAsync(string path, string problem, byte[]? replacement)
    {
        await _bench.Store.DeleteAsync(path, default);
        if (replacement is not null)
        {
            await _bench.Store.TryCreateAsync(path, replacement, default);
        }

        Assert.Equal([(path, problem)], (await _exporter.VerifyAsync()).Problems.Select(found => (found.Path, found.Problem)));
    }
}
