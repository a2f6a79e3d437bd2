using Keepnet.Export.Exporting.Isolation;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Exporting;

/// <summary>What makes a company succeeded, partial or failed. The API is a script here.</summary>
public sealed class OutcomeTests : IDisposable
{
    private const string Report = """{"resourceId":"r1","name":"Board","isEditable":true,"isDeletable":true}""";
    private const string Detail = """{"resourceId":"r1","datePeriod":"LastMonth","widgetLayout":"[]","widgets":[{"resourceId":"w1","widgetDatas":[]}]}""";

    private readonly ScriptedKeepnet _api = new();
    private readonly MemoryStore _store = new();

    public OutcomeTests()
    {
        _api.Reports = $"[{Report}]";
        _api.Detail = Detail;
        _api.Catalogue = """{"metrics":[{"name":"g","widgets":[{"resourceId":"w1"},{"resourceId":"w2"}]}]}""";
    }

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task An_unreadable_catalogue_is_a_warning_when_reports_name_widgets()
    {
        _api.Catalogue = null;

        var manifest = await SucceedAsync(ExportOutcome.Succeeded);

        Assert.Equal((1, 1), (manifest.Widgets.Requested, manifest.Widgets.Returned));
        Assert.Contains(manifest.Warnings, warning => warning.Contains("catalogue cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unreadable_catalogue_makes_the_export_partial_when_nothing_else_names_widgets()
    {
        (_api.Reports, _api.Catalogue) = ("[]", null);

        var manifest = await SucceedAsync(ExportOutcome.Partial);

        Assert.Equal((0, "unavailable"), (manifest.Widgets.Requested, manifest.Code));
        Assert.Equal("[]\n", await _store.FileAsync(manifest, "widgets.json"));
        Assert.DoesNotContain(manifest.Files, file => file.Name.EndsWith(".ndjson", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_widget_that_is_never_answered_is_not_found()
    {
        _api.Widget = id => id == "w2" ? null : ScriptedKeepnet.WidgetOf(id);

        var manifest = await SucceedAsync(ExportOutcome.Partial);

        var failed = Assert.Single(manifest.Widgets.Failed);
        Assert.Equal(("w2", "notFound"), (failed.Id, failed.Code));
        Assert.Equal("notFound", manifest.Code);
    }

    [Fact]
    public async Task A_company_fails_when_every_widget_fails_and_keeps_what_earlier_runs_wrote()
    {
        var earlier = await SucceedAsync(ExportOutcome.Succeeded);
        var before = _store.Paths.Where(path => path.StartsWith("v1/exports", StringComparison.Ordinal)).ToList();
        _api.Widget = _ => null;

        var result = await RunAsync();

        var failure = Assert.Single(result.Failures);
        Assert.Equal((ExportOutcome.Failed, "notFound"), (failure.Outcome, failure.Code));
        Assert.Equal(before, _store.Paths.Where(path => path.StartsWith("v1/exports", StringComparison.Ordinal)));
        Assert.Equal(earlier.RunId, (await _store.LatestAsync("c1"))!.RunId);
    }

    [Fact]
    public async Task A_company_that_fails_for_want_of_widgets_tells_which()
    {
        _api.Widget = _ => null;

        var result = await RunAsync();

        Assert.Equal(["w1", "w2"], Assert.Single(result.Failures).WidgetIds);
        var entry = Assert.Single(await _store.JournalAsync(result.RunId!));
        Assert.Equal((new WidgetCounts(2, 0, 0, 2), 0L), (entry.Widgets, entry.Bytes));
    }

    [Fact]
    public async Task A_company_fails_when_its_reports_cannot_be_listed()
    {
        _api.Reports = null;

        var result = await RunAsync();

        Assert.Equal((RunOutcome.Failed, "unavailable"), (result.Outcome, Assert.Single(result.Failures).Code));
        Assert.DoesNotContain(_store.Paths, path => path.StartsWith("v1/exports", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_company_with_nothing_is_a_success_with_empty_arrays()
    {
        (_api.Reports, _api.Catalogue) = ("null", """{"metrics":null}""");

        var manifest = await SucceedAsync(ExportOutcome.Succeeded);

        Assert.Equal(["report-details.json", "reports.json", "widgets.json"], manifest.Files.Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.All(manifest.Files, file => Assert.Equal((3L, 0L), (file.Bytes, file.Records)));
    }

    [Fact]
    public async Task Leaves_report_details_out_when_told_so()
    {
        var result = await RunAsync(("Export:ReportDetails", "false"));

        var manifest = (await _store.ManifestAsync("c1", result.RunId!))!;
        Assert.DoesNotContain(manifest.Files, file => file.Name == "report-details.json");
        Assert.DoesNotContain(_api.Calls, call => call.Contains("/r1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_once_what_is_wrong_with_a_layout()
    {
        _api.Detail = Detail.Replace("\"[]\"", "\"\"", StringComparison.Ordinal);

        var manifest = await SucceedAsync(ExportOutcome.Succeeded);

        Assert.Contains("Report r1: its layout is blank.", manifest.Warnings);
    }

    [Fact]
    public async Task Keeps_every_digit_and_every_unknown_field()
    {
        const string Odd = """{ "resourceId":"w1", "unknown":[1.10, 1E5, -0, 12345678901234567890.123456789], "name":"\u0041\/\ud83d\ude00", "widgetDatas":[] , "resourceid2":null}""";
        _api.Widget = id => id == "w1" ? Odd : ScriptedKeepnet.WidgetOf(id);

        var manifest = await SucceedAsync(ExportOutcome.Succeeded);

        Assert.Contains(Odd, await _store.FileAsync(manifest, "widgets.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_companies_succeeds_with_a_warning()
    {
        _api.Companies = "[]";

        var result = await RunAsync();

        Assert.Equal((RunOutcome.Succeeded, 0), (result.Outcome, result.Companies.Expected));
        Assert.Single(result.Warnings);
        Assert.True((await _store.SummaryAsync(result.RunId!)).Complete);
    }

    [Fact]
    public async Task Stops_midway_when_a_person_has_to_mend_something_and_goes_on_afterwards()
    {
        _api.Refusal = "IP_RESTRICTED";
        var stopped = await RunAsync();
        (_api.Refusal, _api.Companies) = (null, null);
        await using var exporter = NewExporter();

        var result = await exporter.ResumeAsync();

        Assert.Equal((RunOutcome.Stopped, "ipRestricted", 0), (stopped.Outcome, stopped.Code, stopped.Companies.Done));
        Assert.Equal((RunOutcome.Succeeded, stopped.RunId), (result.Outcome, result.RunId));
    }

    [Fact]
    public async Task A_retry_replaces_a_partial_export_and_its_summary()
    {
        _api.Widget = id => id == "w2" ? null : ScriptedKeepnet.WidgetOf(id);
        var first = await SucceedAsync(ExportOutcome.Partial);
        _api.Widget = ScriptedKeepnet.WidgetOf;
        await using var exporter = NewExporter();

        var handling = await RetryAsync(exporter, first, attempt: 2);

        Assert.Equal(ExportOutcome.Succeeded, Assert.IsType<Handling.Completed>(handling).Entry.Outcome);
        var second = (await _store.ManifestAsync("c1", first.RunId))!;
        Assert.StartsWith("2-", second.Attempt, StringComparison.Ordinal);
        await Truth.FilesAreAsListedAsync(_store, second);
        Assert.Equal(ExportOutcome.Succeeded, (await _store.LatestAsync("c1"))!.Outcome);
        Assert.True((await exporter.VerifyAsync()).Intact);
    }

    [Fact]
    public async Task A_retry_that_comes_to_nothing_takes_nothing_back()
    {
        _api.Widget = id => id == "w2" ? null : ScriptedKeepnet.WidgetOf(id);
        var first = await SucceedAsync(ExportOutcome.Partial);
        _api.Reports = null;
        await using var exporter = NewExporter(("Export:MaxDeliveries", "1"));

        var handling = await RetryAsync(exporter, first, attempt: 2);

        var entry = Assert.IsType<Handling.Completed>(handling).Entry;
        Assert.Equal((ExportOutcome.Partial, 2), (entry.Outcome, entry.Attempt));
        Assert.Equal(first.Attempt, (await _store.ManifestAsync("c1", first.RunId))!.Attempt);
    }

    [Fact]
    public async Task A_second_delivery_of_the_same_attempt_calls_nobody()
    {
        var first = await SucceedAsync(ExportOutcome.Succeeded);
        _api.Calls.Clear();
        await using var exporter = NewExporter();

        var handling = await RetryAsync(exporter, first, attempt: 1);

        Assert.IsType<Handling.Completed>(handling);
        Assert.DoesNotContain(_api.Calls, call => call.Contains("executive-report", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_late_older_run_does_not_move_latest_back()
    {
        await using var exporter = NewExporter();
        var older = await exporter.Get<RunPlanner>().PlanAsync(exporter.Request(), default);
        var newer = await exporter.RunAsync();

        var late = await exporter.ResumeAsync(older.RunId);

        Assert.Equal(RunOutcome.Succeeded, late.Outcome);
        Assert.NotNull(await _store.ManifestAsync("c1", older.RunId));
        Assert.Equal(newer.RunId, (await _store.LatestAsync("c1"))!.RunId);
    }

    [Fact]
    public async Task Latest_ends_at_the_newest_of_many_concurrent_runs()
    {
        await using var exporter = NewExporter();
        var requests = new List<RunRequest>();
        for (var number = 0; number < 6; number++)
        {
            requests.Add(exporter.Request());
            await exporter.Get<RunPlanner>().PlanAsync(requests[^1], default);
        }

        await Task.WhenAll(requests.AsEnumerable().Reverse().Select(request => exporter.ResumeAsync(request.RunId)));

        Assert.Equal(requests[^1].RunId, (await _store.LatestAsync("c1"))!.RunId);
    }

    [Fact]
    public async Task Puts_a_passing_failure_off_and_journals_it_with_the_last_delivery()
    {
        _api.Reports = null;
        await using var exporter = NewExporter(("Export:MaxDeliveries", "2"), ("Keepnet:MaxRetries", "0"));
        var plan = await exporter.Get<RunPlanner>().PlanAsync(exporter.Request(), default);
        using var run = new RunContext(plan, exporter.Get<RunIsolationFactory>());
        var message = MessageFor(plan);

        var first = await exporter.Handler.HandleAsync(message, new Delivery(1, DateTimeOffset.UnixEpoch.AddYears(60)), run, default);
        var last = await exporter.Handler.HandleAsync(message, new Delivery(2, DateTimeOffset.UnixEpoch.AddYears(60)), run, default);

        Assert.True(Assert.IsType<Handling.Later>(first).SpendsDelivery);
        Assert.Equal("unavailable", Assert.IsType<Handling.DeadLettered>(last).Failure.Code);
        var entry = Assert.Single(await _store.JournalAsync(plan.RunId));
        Assert.Equal((ExportOutcome.Failed, 1L), (entry.Outcome, entry.Calls));
    }

    [Theory]
    [InlineData("21601")]
    [InlineData("99999999")]
    [InlineData("2147483647")]
    public async Task A_wait_beyond_the_companys_time_is_final_at_once(string seconds)
    {
        _api.RetryAfter = seconds;
        await using var exporter = NewExporter(("Export:CompanyTimeBudget", "06:00:00"));

        var result = await exporter.RunAsync();

        var failure = Assert.Single(result.Failures);
        Assert.Equal((RunOutcome.Failed, "throttled"), (result.Outcome, failure.Code));
        Assert.Contains($"Try again in {seconds} s", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(1, _api.Calls.Count(call => call.EndsWith(" c1", StringComparison.Ordinal)));
    }

    private static ExportMessage MessageFor(RunPlan plan) => new()
    {
        RunId = plan.RunId,
        CompanyId = "c1",
        Period = plan.Period,
        Trigger = plan.Trigger,
        RequestedAt = plan.RequestedAt,
    };

    private static async Task<Handling> RetryAsync(Exporter exporter, ExportManifest first, int attempt)
    {
        var plan = (await exporter.Runs.FindPlanAsync(first.RunId, default))!;
        using var run = new RunContext(plan, exporter.Get<RunIsolationFactory>());
        return await exporter.Handler.HandleAsync(
            MessageFor(plan) with { Attempt = attempt }, new Delivery(1, exporter.Get<TimeProvider>().GetUtcNow()), run, default);
    }

    private async Task<ExportManifest> SucceedAsync(ExportOutcome outcome)
    {
        var result = await RunAsync();
        var manifest = (await _store.ManifestAsync("c1", result.RunId!))!;
        Assert.Equal(outcome, manifest.Outcome);
        return manifest;
    }

    private async Task<RunSummary> RunAsync(params (string Key, string Value)[] settings)
    {
        await using var exporter = NewExporter(settings);
        return await exporter.RunAsync();
    }

    private Exporter NewExporter(params (string Key, string Value)[] settings) => _api.NewExporter(_store, settings);
}
