using Keepnet.Export.Layout;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Tests.Support;
using Xunit.Abstractions;

namespace Keepnet.Export.Tests.Runs.Execution;

/// <summary>Two work on one run, and one of them is put to sleep at some operation of the store until the other is done.</summary>
public sealed class LateWorkerTests(ITestOutputHelper output)
{
    private const int Companies = 2;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_put_to_sleep_at_any_operation_changes_nothing_when_it_wakes_up(bool beforeItTakesEffect)
    {
        await using var bench = await ExportBench.StartAsync(Companies);
        var sleeps = 0;
        for (; await SleepsAtAsync(bench, sleeps + 1, beforeItTakesEffect); sleeps++)
        {
        }

        output.WriteLine($"{sleeps} sleeps survived.");
        Assert.True(sleeps > Companies * 10, $"Only {sleeps} operations were tried.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_of_a_message_put_to_sleep_past_its_lock_changes_nothing_when_it_wakes_up(bool beforeItTakesEffect)
    {
        await using var bench = await ExportBench.StartAsync(1);
        var sleeps = 0;
        for (; await MessageSleepsAtAsync(bench, sleeps + 1, beforeItTakesEffect); sleeps++)
        {
        }

        output.WriteLine($"{sleeps} sleeps survived.");
        Assert.True(sleeps > 10, $"Only {sleeps} operations were tried.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_at_any_operation_loses_nothing_when_somebody_verifies_and_cleans(bool beforeItTakesEffect)
    {
        await using var bench = await ExportBench.StartAsync(1);
        var sleeps = 0;
        for (; await CleanedAtAsync(bench, sleeps + 1, beforeItTakesEffect); sleeps++)
        {
        }

        output.WriteLine($"{sleeps} cleanings survived.");
        Assert.True(sleeps > 10, $"Only {sleeps} operations were tried.");
    }

    [Theory]
    [InlineData("commit", "reports.json")]
    [InlineData("commit", "widgets.json")]
    [InlineData("create", "manifest.json")]
    [InlineData("create", "latest.json")]
    [InlineData("append", "journal.ndjson")]
    public async Task A_worker_whose_company_another_one_gave_up_meanwhile_publishes_it_whole_or_not_at_all(string operation, string file)
    {
        var api = new ScriptedKeepnet { Catalogue = """{"metrics":[{"widgets":[{"resourceId":"w1"}]}]}""" };
        var store = new MemoryStore();
        var watch = new StoreWatch(store);
        await using var planner = api.NewExporter(store);
        var plan = await planner.Get<RunPlanner>().PlanAsync(planner.Request(), default);
        var sleeper = new Sleeper((what, _) => what.StartsWith(operation, StringComparison.Ordinal) && what.EndsWith(file, StringComparison.Ordinal), before: true);
        await using var late = api.NewExporter(new StoreDecorator(store, Watched(watch, sleeper.AroundAsync)));
        var lateRun = late.ResumeAsync(plan.RunId);
        await sleeper.Asleep;

        api.Refusal = "FORBIDDEN";
        await using var other = api.NewExporter(new StoreDecorator(store, Watched(watch, (_, work) => work())));
        await other.ResumeAsync(plan.RunId);
        api.Refusal = null;
        sleeper.Wake();
        var result = await lateRun;

        Assert.Equal((RunOutcome.Succeeded, 1), (result.Outcome, result.Companies.Succeeded));
        Assert.Equal(RunOutcome.Succeeded, (await store.SummaryAsync(plan.RunId)).Outcome);
        await Truth.FilesAreAsListedAsync(store, (await store.ManifestAsync("c1", plan.RunId))!);
        Assert.Equal(plan.RunId, (await store.LatestAsync("c1"))!.RunId);
        Assert.True((await planner.VerifyAsync()).Intact);
    }

    [Fact]
    public async Task What_was_published_stands_although_a_late_worker_gave_the_company_up()
    {
        var api = new ScriptedKeepnet();
        var store = new MemoryStore();
        await using var planner = api.NewExporter(store);
        var plan = await planner.Get<RunPlanner>().PlanAsync(planner.Request(), default);
        var sleeper = new Sleeper((what, _) => what.StartsWith("start", StringComparison.Ordinal), before: true);
        await using var late = api.NewExporter(new StoreDecorator(store, sleeper.AroundAsync));
        var lateRun = late.ResumeAsync(plan.RunId);
        await sleeper.Asleep;
        await planner.ResumeAsync(plan.RunId);
        await planner.Get<RunJournal>().AppendAsync(plan.RunId, GivenUp(), default);
        await store.DeleteAsync(StorePaths.Summary(plan.RunId), default);

        api.Refusal = "FORBIDDEN";
        sleeper.Wake();
        var result = await lateRun;

        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        Assert.Equal(RunOutcome.Succeeded, (await store.SummaryAsync(plan.RunId)).Outcome);
        Assert.Equal(ExportOutcome.Succeeded, (await store.JournalAsync(plan.RunId))[^1].Outcome);
    }

    // False when the run had ended before it came to that operation.
    private static async Task<bool> SleepsAtAsync(ExportBench bench, int number, bool before)
    {
        var store = new MemoryStore();
        var watch = new StoreWatch(store);
        var planner = bench.NewExporter(store);
        await planner.RunAsync();
        var plan = await planner.Get<RunPlanner>().PlanAsync(planner.Request(), default);
        var sleeper = new Sleeper((_, count) => count == number, before);
        var late = bench.NewExporter(new StoreDecorator(store, Watched(watch, sleeper.AroundAsync)), ("Export:MaxConcurrency", "1"));
        var lateRun = late.ResumeAsync(plan.RunId);
        if (await Task.WhenAny(sleeper.Asleep, lateRun) == lateRun)
        {
            return false;
        }

        var other = bench.NewExporter(new StoreDecorator(store, Watched(watch, (_, work) => work())));
        var end = await other.ResumeAsync(plan.RunId);
        Assert.Equal((RunOutcome.Succeeded, null), (end.Outcome, end.Reason));
        await Wholeness.HoldsAsync(store, bench.Data, plan.RunId);
        var published = await ManifestsAsync(bench, store, plan.RunId);

        sleeper.Wake();
        var result = await lateRun;

        Assert.Equal((RunOutcome.Succeeded, Companies), (result.Outcome, result.Companies.Succeeded));
        await Wholeness.HoldsAsync(store, bench.Data, plan.RunId);
        Assert.Equal(published, await ManifestsAsync(bench, store, plan.RunId));
        return true;
    }

    private static async Task<bool> MessageSleepsAtAsync(ExportBench bench, int number, bool before)
    {
        var store = new MemoryStore();
        var watch = new StoreWatch(store);
        var planner = bench.NewExporter(store);
        var plan = await planner.Get<RunPlanner>().PlanAsync(planner.Request() with { Trigger = RunTrigger.Request }, default);
        var sleeper = new Sleeper((_, count) => count == number, before);
        var late = bench.NewExporter(new StoreDecorator(store, Watched(watch, sleeper.AroundAsync)));
        var lateWork = WorkAsync(late, bench, plan);
        if (await Task.WhenAny(sleeper.Asleep, lateWork) == lateWork)
        {
            return false;
        }

        var other = bench.NewExporter(new StoreDecorator(store, Watched(watch, (_, work) => work())));
        Assert.IsType<Settlement.Complete>(await WorkAsync(other, bench, plan));
        var published = await ManifestsAsync(bench, store, plan.RunId);
        sleeper.Wake();

        Assert.IsType<Settlement.Complete>(await lateWork);
        await Wholeness.HoldsAsync(store, bench.Data, plan.RunId);
        Assert.Equal(published, await ManifestsAsync(bench, store, plan.RunId));
        return true;
    }

    private static async Task<bool> CleanedAtAsync(ExportBench bench, int number, bool before)
    {
        var store = new MemoryStore { LastModified = bench.Clock.GetUtcNow() };
        var watch = new StoreWatch(store);
        var sleeper = new Sleeper((_, count) => count == number, before);
        var exporter = bench.NewExporter(new StoreDecorator(store, Watched(watch, sleeper.AroundAsync)), ("Export:RedeliveryDelay", "00:00:00"));
        var request = exporter.Request();
        var run = exporter.RunAsync(request);
        if (await Task.WhenAny(sleeper.Asleep, run) == run)
        {
            return false;
        }

        await bench.NewExporter(store).VerifyAsync(clean: true);
        sleeper.Wake();
        var result = await run;

        // A list of companies without a plan counts as left over after a minute, which passes quickly by this clock.
        var whole = result.Outcome == RunOutcome.Succeeded ? result : await bench.NewExporter(store).RunAsync();
        await Wholeness.HoldsAsync(store, bench.Data, whole.RunId!);
        Assert.True((await bench.NewExporter(store).VerifyAsync(whole.RunId)).Intact);
        return true;
    }

    private static Task<Settlement> WorkAsync(Exporter exporter, ExportBench bench, RunPlan plan)
    {
        var company = bench.Data.CompanyAt(0);
        var message = ExportMessage.Of(plan, company.Id, company.Name, attempt: 1);
        return exporter.Get<MessageWorker>().WorkAsync(ExportMessageFormat.Write(message), new Delivery(1, bench.Clock.GetUtcNow()), default);
    }

    private static Func<string, Func<Task>, Task> Watched(StoreWatch watch, Func<string, Func<Task>, Task> aroundAsync) => async (what, work) =>
    {
        await aroundAsync(what, work);
        await watch.LookAsync();
    };

    private static async Task<List<string>> ManifestsAsync(ExportBench bench, MemoryStore store, string runId)
    {
        var manifests = new List<string>();
        foreach (var company in bench.Data.Companies())
        {
            manifests.Add((await store.ManifestAsync(company.Id, runId))!.Attempt);
        }

        return manifests;
    }

    private static JournalEntry GivenUp() => new()
    {
        CompanyId = "c1",
        Outcome = ExportOutcome.Failed,
        Code = FailureCodes.Storage,
        StartedAt = DateTimeOffset.UnixEpoch,
        FinishedAt = DateTimeOffset.UnixEpoch,
    };
}
