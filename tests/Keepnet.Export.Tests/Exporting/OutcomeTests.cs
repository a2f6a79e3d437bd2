using Keepnet.Export.Exporting.Isolation;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Exporting;

/// <summary>What makes a company succeeded, partial or failed.</summary>
public sealed class OutcomeTests : IDisposable
{
    private readonly OneCompany _company = new();

    public void Dispose() => _company.Dispose();

    [Fact]
    public async Task An_unreadable_catalogue_is_a_warning_when_reports_name_widgets()
    {
        _company.Api.Catalogue = null;

        var manifest = await _company.ExportAsync(ExportOutcome.Succeeded);

        Assert.Equal((1, 1), (manifest.Widgets.Requested, manifest.Widgets.Returned));
        Assert.Contains(manifest.Warnings, warning => warning.Contains("catalogue cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unreadable_catalogue_makes_the_export_partial_when_nothing_else_names_widgets()
    {
        (_company.Api.Reports, _company.Api.Catalogue) = ("[]", null);

        var manifest = await _company.ExportAsync(ExportOutcome.Partial);

        Assert.Equal((0, "unavailable"), (manifest.Widgets.Requested, manifest.Code));
        Assert.Equal("[]\n", await _company.Store.FileAsync(manifest, "widgets.json"));
        Assert.DoesNotContain(manifest.Files, file => file.Name.EndsWith(".ndjson", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_widget_that_is_never_answered_is_not_found()
    {
        _company.Api.Widget = id => id == "w2" ? null : ScriptedKeepnet.WidgetOf(id);

        var manifest = await _company.ExportAsync(ExportOutcome.Partial);

        var failed = Assert.Single(manifest.Widgets.Failed);
        Assert.Equal(("w2", "notFound"), (failed.Id, failed.Code));
        Assert.Equal("notFound", manifest.Code);
    }

    [Fact]
    public async Task A_company_fails_when_every_widget_fails_and_keeps_what_earlier_runs_wrote()
    {
        var earlier = await _company.ExportAsync(ExportOutcome.Succeeded);
        var before = _company.Store.Paths.Where(path => path.StartsWith("v1/exports", StringComparison.Ordinal)).ToList();
        _company.Api.Widget = _ => null;

        var result = await _company.RunAsync();

        var failure = Assert.Single(result.Failures);
        Assert.Equal((ExportOutcome.Failed, "notFound"), (failure.Outcome, failure.Code));
        Assert.Equal(before, _company.Store.Paths.Where(path => path.StartsWith("v1/exports", StringComparison.Ordinal)));
        Assert.Equal(earlier.RunId, (await _company.Store.LatestAsync(OneCompany.Id))!.RunId);
    }

    [Fact]
    public async Task A_company_that_fails_for_want_of_widgets_tells_which()
    {
        _company.Api.Widget = _ => null;

        var result = await _company.RunAsync();

        Assert.Equal(["w1", "w2"], Assert.Single(result.Failures).WidgetIds);
        var entry = Assert.Single(await _company.Store.JournalAsync(result.RunId!));
        Assert.Equal((new WidgetCounts(2, 0, 0, 2), 0L), (entry.Widgets, entry.Bytes));
    }

    [Fact]
    public async Task A_company_fails_when_its_reports_cannot_be_listed()
    {
        _company.Api.Reports = null;

        var result = await _company.RunAsync();

        Assert.Equal((RunOutcome.Failed, "unavailable"), (result.Outcome, Assert.Single(result.Failures).Code));
        Assert.DoesNotContain(_company.Store.Paths, path => path.StartsWith("v1/exports", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_company_with_nothing_is_a_success_with_empty_arrays()
    {
        (_company.Api.Reports, _company.Api.Catalogue) = ("null", """{"metrics":null}""");

        var manifest = await _company.ExportAsync(ExportOutcome.Succeeded);

        Assert.Equal(["report-details.json", "reports.json", "widgets.json"], manifest.Files.Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.All(manifest.Files, file => Assert.Equal((3L, 0L), (file.Bytes, file.Records)));
    }

    [Fact]
    public async Task A_run_without_companies_succeeds_with_a_warning()
    {
        _company.Api.Companies = "[]";

        var result = await _company.RunAsync();

        Assert.Equal((RunOutcome.Succeeded, 0), (result.Outcome, result.Companies.Expected));
        Assert.Single(result.Warnings);
        Assert.True((await _company.Store.SummaryAsync(result.RunId!)).Complete);
    }

    [Fact]
    public async Task Stops_midway_when_a_person_has_to_mend_something_and_goes_on_afterwards()
    {
        _company.Api.Refusal = "IP_RESTRICTED";
        var stopped = await _company.RunAsync();
        (_company.Api.Refusal, _company.Api.Companies) = (null, null);
        await using var exporter = _company.NewExporter();

        var result = await exporter.ResumeAsync();

        Assert.Equal((RunOutcome.Stopped, "ipRestricted", 0), (stopped.Outcome, stopped.Code, stopped.Companies.Done));
        Assert.Equal((RunOutcome.Succeeded, stopped.RunId), (result.Outcome, result.RunId));
    }

    [Fact]
    public async Task Puts_a_passing_failure_off_and_journals_it_with_the_last_delivery()
    {
        _company.Api.Reports = null;
        await using var exporter = _company.NewExporter(("Export:MaxDeliveries", "2"), ("Keepnet:MaxRetries", "0"));
        var plan = await exporter.Get<RunPlanner>().PlanAsync(exporter.Request(), default);
        using var run = new RunContext(plan, exporter.Get<RunIsolationFactory>());
        var message = ExportMessage.Of(plan, OneCompany.Id, null, attempt: 1);

        var first = await exporter.Handler.HandleAsync(message, new Delivery(1, DateTimeOffset.UnixEpoch.AddYears(60)), run, default);
        var last = await exporter.Handler.HandleAsync(message, new Delivery(2, DateTimeOffset.UnixEpoch.AddYears(60)), run, default);

        Assert.True(Assert.IsType<Handling.Later>(first).SpendsDelivery);
        Assert.Equal("unavailable", Assert.IsType<Handling.DeadLettered>(last).Failure.Code);
        var entry = Assert.Single(await _company.Store.JournalAsync(plan.RunId));
        Assert.Equal((ExportOutcome.Failed, 1L), (entry.Outcome, entry.Calls));
    }

    [Theory]
    [InlineData("21601")]
    [InlineData("99999999")]
    [InlineData("2147483647")]
    public async Task A_wait_beyond_the_companys_time_is_final_at_once(string seconds)
    {
        _company.Api.RetryAfter = seconds;
        await using var exporter = _company.NewExporter(("Export:CompanyTimeBudget", "06:00:00"));

        var result = await exporter.RunAsync();

        var failure = Assert.Single(result.Failures);
        Assert.Equal((RunOutcome.Failed, "throttled"), (result.Outcome, failure.Code));
        Assert.Contains($"Try again in {seconds} s", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(1, _company.Api.Calls.Count(call => call.EndsWith(" c1", StringComparison.Ordinal)));
    }
}
