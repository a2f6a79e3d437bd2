using Keepnet.Api.Json;
using Keepnet.Api.Reports;
using Keepnet.Export.Exporting;
using Keepnet.Export.Exporting.Isolation;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Support;
using static Keepnet.Export.Tests.Support.ThreeCompanies;

namespace Keepnet.Export.Tests.Exporting.Isolation;

/// <summary>What happens to companies whose answers look like another one's.</summary>
public sealed class SecondLookTests : IAsyncLifetime, IDisposable
{
    private readonly MemoryStore _store = new();
    private readonly ScriptedKeepnet _api = NewApi();

    private Exporter? _exporter;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await (_exporter?.DisposeAsync() ?? ValueTask.CompletedTask);

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task Takes_back_what_was_published_before_it_was_known_to_be_anothers()
    {
        var before = await RunAsync(Own);

        // The first time, One gets what is Two's.
        var result = await RunAsync((company, path, calls) => Own(company == One && calls == 1 ? Two : company, path, calls));

        var failure = Assert.Single(result.Failures);
        Assert.Equal((One, ExportOutcome.Failed, "isolation"), (failure.CompanyId, failure.Outcome, failure.Code));
        Assert.Contains("withdrawn", failure.Reason, StringComparison.Ordinal);
        Assert.Contains(result.Warnings, warning => warning.StartsWith("ISOLATION", StringComparison.Ordinal) && warning.Contains(One, StringComparison.Ordinal));
        Assert.Equal((2, 0, 1), (result.Companies.Succeeded, result.Companies.Partial, result.Companies.Failed));
        Assert.DoesNotContain(_store.Paths, path => path.StartsWith(StoreReader.ExportFolder(One, result.RunId!), StringComparison.Ordinal));
        Assert.Equal(before.RunId, (await _store.LatestAsync(One))!.RunId);
        Assert.Equal(result.RunId, (await _store.LatestAsync(Two))!.RunId);

        var lines = (await _store.JournalAsync(result.RunId!)).Where(line => line.CompanyId == One).ToList();
        Assert.Equal([ExportOutcome.Succeeded, ExportOutcome.Failed], lines.Select(line => line.Outcome));
        Assert.Equal((lines[0].Manifest, null), (lines[1].Withdrawn, lines[1].Manifest));
        Assert.True((await _exporter!.VerifyAsync()).Intact);
    }

    [Fact]
    public async Task Removes_the_pointer_when_there_is_nothing_else_to_point_to()
    {
        await RunAsync((company, path, calls) => Own(company == One && calls == 1 ? Two : company, path, calls));

        Assert.Null(await _store.LatestAsync(One));
        Assert.DoesNotContain(_store.Paths, path => path.Contains($"company_id={One}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Exports_a_company_that_was_withdrawn_again_when_the_run_is_retried()
    {
        var first = await RunAsync((company, path, calls) => Own(company == One && calls == 1 ? Two : company, path, calls));
        _api.Scoped = (company, path, _) => Own(company, path, 2);
        await using var exporter = _api.NewExporter(_store);
        var plan = (await exporter.Runs.FindPlanAsync(first.RunId!, default))!;

        await exporter.HandleAsync(ExportMessage.Of(plan, One, "One", attempt: 2), plan);

        Assert.Contains("1101", await _store.FileAsync((await _store.ManifestAsync(One, plan.RunId))!, "widgets.json"), StringComparison.Ordinal);
        Assert.Equal(plan.RunId, (await _store.LatestAsync(One))!.RunId);
    }

    [Fact]
    public async Task Fails_both_when_nothing_tells_whose_it_is_and_neither_is_published()
    {
        _api.Scoped = (company, path, _) => Own(company == One ? Two : company, path, 1);
        _exporter = _api.NewExporter(_store);
        var plan = await _exporter.Get<RunPlanner>().PlanAsync(_exporter.Request(), default);
        using var isolation = _exporter.Get<RunIsolationFactory>().Create(plan);
        var (one, two) = (await HearAsync(isolation, One), await HearAsync(isolation, Two));

        var first = await isolation.FindFailureAsync(JobOf(plan, One), one, default);
        var second = await isolation.FindFailureAsync(JobOf(plan, Two), two, default);

        // Which of the two ends first decides nothing: what may be foreign is not published.
        Assert.Equal(("isolation", "isolation"), (first?.Code, second?.Code));
        Assert.False(first!.IsPassing || second!.IsPassing);
    }

    [Fact]
    public async Task Keeps_what_stands_and_fails_the_second_when_nothing_tells_whose_it_is()
    {
        var result = await RunAsync((company, path, calls) => Own(company == One ? Two : company, path, calls));

        var failure = Assert.Single(result.Failures);
        Assert.Equal((Two, "isolation"), (failure.CompanyId, failure.Code));
        Assert.Contains("nothing in it tells whose it is", failure.Reason, StringComparison.Ordinal);
        Assert.Contains(result.Warnings, warning => warning.StartsWith("ISOLATION", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Believes_a_name_in_a_report_only_when_the_named_company_has_the_same_answer()
    {
        (_api.Reports, _api.Detail) = ("""[{"resourceId":"r1"}]""", """{"resourceId":"r1","companyName":"Two","widgets":[]}""");

        var result = await RunAsync((company, path, calls) => path.EndsWith("/r1", StringComparison.Ordinal)
            ? $$"""{"resourceId":"r1","companyName":"Two","widgets":[{"widgetDatas":[{"values":[{"value":{{NumberOf(company)}}},{"value":7{{NumberOf(company)}}}]}]}]}"""
            : Own(company, path, calls));

        Assert.Equal((RunOutcome.Succeeded, 3), (result.Outcome, result.Companies.Succeeded));
    }

    [Fact]
    public async Task Lets_companies_share_what_a_parent_and_its_child_rightly_share()
    {
        // A template anybody may edit, built-in reports, and nothing that is one company's only.
        (_api.Reports, _api.Detail) =
            ("""[{"resourceId":"r1","isEditable":true},{"resourceId":"r2","isEditable":false}]""", """{"resourceId":"r1","companyName":"One","widgets":[{"widgetDatas":[{"values":[{"value":18,"label":"Industry Avg (Logistics)"},{"value":0}]}]}]}""");

        var result = await RunAsync(Own);

        Assert.Equal((RunOutcome.Succeeded, 3), (result.Outcome, result.Companies.Succeeded));
    }

    [Fact]
    public async Task Exports_a_widget_that_names_other_companies_by_design()
    {
        var result = await RunAsync((company, path, calls) => IsWidgets(path)
            ? $$"""[{"resourceId":"w1","widgetType":"HumanRiskScoreforHighestRiskCompaniesWidget","widgetDatas":[{"dataObject":{"Company":"Two","companyId":"{{Two}}"},"values":[{"value":81},{"value":{{NumberOf(company)}}}]}]}]"""
            : null);

        Assert.Equal(3, result.Companies.Succeeded);
        Assert.Contains(Two, await _store.FileAsync((await _store.ManifestAsync(One, result.RunId!))!, "widgets.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finishes_a_withdrawal_that_died_at_any_of_its_steps()
    {
        for (var fatal = 1; ; fatal++)
        {
            var store = new MemoryStore();
            var (steps, isDead) = (0, false);
            var mortal = new StoreDecorator(store, async (operation, work) =>
            {
                await (isDead ? throw new StoreException("dead", isPassing: false) : work());
                steps += steps > 0 || await IsWithdrawnAsync(store, operation) ? 1 : 0;
                isDead = steps == fatal;
            });
            var calls = 0;
            _api.Scoped = (company, path, _) => Own(company == One && IsWidgets(path) && ++calls == 1 ? Two : company, path, 0);
            await using (var exporter = _api.NewExporter(mortal, ("Export:MaxConcurrency", "1")))
            {
                await exporter.RunAsync();
            }

            if (!isDead)
            {
                // Journal, pointer, manifest and files at least.
                Assert.True(fatal > 4, $"{fatal}");
                return;
            }

            await using var next = _api.NewExporter(store);
            if (await next.Runs.FindUnfinishedAsync(default) is not null)
            {
                var result = await next.ResumeAsync();
                Assert.Equal("isolation", Assert.Single(result.Failures).Code);
            }

            Assert.DoesNotContain(store.Paths, path => path.Contains($"company_id={One}", StringComparison.Ordinal));
            Assert.True((await next.VerifyAsync()).Intact);
        }
    }

    private static async Task<bool> IsWithdrawnAsync(MemoryStore store, string operation) =>
        operation.StartsWith("append", StringComparison.Ordinal) && (await store.TextAsync(operation["append ".Length..])).Contains("\"withdrawn\"", StringComparison.Ordinal);

    // Both are given what is Two's.
    private static async Task<Fingerprints> HearAsync(RunIsolation isolation, string company)
    {
        var widget = WidgetsOf(Two)[1..^1];
        var fingerprints = await isolation.BeginAsync(company, default);
        fingerprints.AddWidget(new Json.TextJsonSource(widget), new JsonItem(0, widget.Length) { ResourceId = "w1" });
        fingerprints.EndWidgets(["w1"]);
        return fingerprints;
    }

    private static ExportJob JobOf(RunPlan plan, string company) => new()
    {
        RunId = plan.RunId,
        CompanyId = company,
        Period = ReportPeriod.Default,
        Trigger = plan.Trigger,
        RequestedAt = plan.RequestedAt,
        Attempt = 1,
        WishedAttempt = 1,
        ReportDetails = true,
        IsLastAttempt = false,
        Patience = TimeSpan.FromHours(1),
    };

    private static string? Own(string company, string path, int calls) => IsWidgets(path) ? WidgetsOf(company) : null;

    /// <param name="answer">Gets company, path, and the how-manieth call it is of the company to this path.</param>
    private async Task<RunSummary> RunAsync(Func<string, string, int, string?> answer)
    {
        var calls = new Dictionary<string, int>(StringComparer.Ordinal);
        _api.Scoped = (company, path, _) => answer(company, path, calls[company + path] = calls.GetValueOrDefault(company + path) + 1);
        _exporter ??= _api.NewExporter(_store, ("Export:MaxConcurrency", "1"));
        return await _exporter.RunAsync();
    }
}
