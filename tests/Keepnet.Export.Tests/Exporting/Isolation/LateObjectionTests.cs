using Keepnet.Export.Exporting.Isolation;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Exporting.Isolation;

/// <summary>One published what is Two's, and Two finds out at an awkward moment: nothing foreign stays.</summary>
public sealed class LateObjectionTests : IDisposable
{
    private const string One = "Company00001";
    private const string Two = "Company00002";
    private const string Three = "Company00003";

    private readonly MemoryStore _store = new();
    private readonly ScriptedKeepnet _api = new()
    {
        Companies = $$"""[{"companyResourceId":"{{One}}","companyName":"One"},{"companyResourceId":"{{Two}}","companyName":"Two"},{"companyResourceId":"{{Three}}","companyName":"Three"}]""",
        Catalogue = """{"metrics":[{"name":"g","widgets":[{"resourceId":"w1"}]}]}""",
    };

    public LateObjectionTests()
    {
        var calls = 0;
        _api.Scoped = (company, path, _) => path.EndsWith("/get-widget-datas", StringComparison.Ordinal)
            ? WidgetOf(company == One && ++calls == 1 ? Two : company)
            : null;
    }

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task An_objection_before_a_company_is_journalled_is_its_last_line_all_the_same()
    {
        var sleeper = new Sleeper((operation, _) => IsAppend(operation), before: true);
        await using var process = await BeginAsync(sleeper.AroundAsync);
        var one = process.HandleAsync(One);
        await Task.WhenAny(sleeper.Asleep, one);

        var two = await process.HandleAsync(Two);
        sleeper.Wake();

        Assert.IsType<Handling.Completed>(two);
        Assert.Equal("isolation", Assert.IsType<Handling.DeadLettered>(await one).Failure.Code);
        var lines = (await _store.JournalAsync(process.Plan.RunId)).Where(line => line.CompanyId == One).ToList();
        Assert.Equal([ExportOutcome.Succeeded, ExportOutcome.Failed], lines.Select(line => line.Outcome));
        Assert.Equal(lines[0].Manifest, lines[1].Withdrawn);
        AssertNothingOf(One);
    }

    [Theory]
    [InlineData("latest.json")]
    [InlineData("manifest.json")]
    public async Task A_damaged_file_keeps_nothing_foreign_published(string file)
    {
        await using var process = await BeginAsync((_, work) => work());
        Assert.IsType<Handling.Completed>(await process.HandleAsync(One));
        var path = _store.Paths.Single(path => path.Contains(One, StringComparison.Ordinal) && path.EndsWith($"/{file}", StringComparison.Ordinal));
        await _store.DeleteAsync(path, default);
        await _store.TryCreateAsync(path, "{"u8.ToArray(), default);

        Assert.IsType<Handling.Completed>(await process.HandleAsync(Two));
        Assert.IsType<Handling.Completed>(await process.HandleAsync(Three));

        var result = await ResumeAsync(process.Plan);
        Assert.Equal((One, "isolation"), (Assert.Single(result.Failures).CompanyId, result.Failures[0].Code));
        Assert.DoesNotContain(_store.Paths, found => found.Contains(One, StringComparison.Ordinal) && found != path);
    }

    [Fact]
    public async Task A_resumed_run_adopts_what_was_published_and_finishes_the_withdrawal_that_was_cut_off()
    {
        var (isArmed, isDead) = (false, false);
        var sleeper = new Sleeper((operation, _) => isArmed && IsAppend(operation), before: true);
        await using var process = await BeginAsync((operation, work) => sleeper.AroundAsync(operation, async () =>
        {
            await (isDead ? throw new StoreException("dead", isPassing: false) { IsStoreWide = true } : work());
            isDead = isArmed && IsAppend(operation);
        }));
        Assert.IsType<Handling.Completed>(await process.HandleAsync(One));
        isArmed = true;
        var three = process.HandleAsync(Three);
        await Task.WhenAny(sleeper.Asleep, three);

        // Dies with the line written and the export still there, and with Three published and not journalled.
        Assert.IsType<Handling.Stopped>(await process.HandleAsync(Two));
        sleeper.Wake();
        Assert.IsType<Handling.Stopped>(await three);
        Assert.NotNull(await _store.ManifestAsync(One, process.Plan.RunId));
        var adopted = (await _store.ManifestAsync(Three, process.Plan.RunId))!.Attempt;
        var result = await ResumeAsync(process.Plan);

        Assert.Equal((2, 1), (result.Companies.Succeeded, result.Companies.Failed));
        Assert.Equal((One, "isolation"), (Assert.Single(result.Failures).CompanyId, result.Failures[0].Code));
        Assert.Contains(result.Warnings, warning => warning.StartsWith("ISOLATION", StringComparison.Ordinal));
        Assert.Equal(adopted, (await _store.ManifestAsync(Three, process.Plan.RunId))!.Attempt);
        AssertNothingOf(One);
    }

    private static bool IsAppend(string operation) => operation.StartsWith("append", StringComparison.Ordinal);

    // Two figures that only this company has.
    private static string WidgetOf(string company) =>
        $$"""[{"resourceId":"w1","widgetType":"T","widgetDatas":[{"values":[{"value":110{{company[^1]}}},{"value":7110{{company[^1]}}}]}]}]""";

    private void AssertNothingOf(string company) => Assert.DoesNotContain(_store.Paths, path => path.Contains(company, StringComparison.Ordinal));

    private async Task<Process> BeginAsync(Func<string, Func<Task>, Task> aroundAsync)
    {
        var exporter = _api.NewExporter(new StoreDecorator(_store, aroundAsync));
        return new Process(exporter, await exporter.Get<RunPlanner>().PlanAsync(exporter.Request(), default));
    }

    private async Task<RunSummary> ResumeAsync(RunPlan plan)
    {
        await using var exporter = _api.NewExporter(_store);
        return await exporter.ResumeAsync(plan.RunId);
    }

    private sealed class Process(Exporter exporter, RunPlan plan) : IAsyncDisposable
    {
        private readonly RunContext _run = new(plan, exporter.Get<RunIsolationFactory>());

        public RunPlan Plan => plan;

        public Task<Handling> HandleAsync(string company)
        {
            var message = new ExportMessage
            {
                RunId = plan.RunId,
                CompanyId = company,
                CompanyName = null,
                Period = plan.Period,
                Trigger = plan.Trigger,
                RequestedAt = plan.RequestedAt,
            };
            return exporter.Handler.HandleAsync(message, new Delivery(1, plan.RequestedAt), _run, default);
        }

        public async ValueTask DisposeAsync()
        {
            _run.Dispose();
            await exporter.DisposeAsync();
        }
    }
}
