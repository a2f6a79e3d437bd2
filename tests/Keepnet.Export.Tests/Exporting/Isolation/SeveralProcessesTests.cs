using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Support;
using static Keepnet.Export.Tests.Support.ThreeCompanies;

namespace Keepnet.Export.Tests.Exporting.Isolation;

/// <summary>A run that one process begins and another one goes on with: what the first was answered is not forgotten.</summary>
public sealed class SeveralProcessesTests : IDisposable
{
    private readonly MemoryStore _store = new();
    private readonly ScriptedKeepnet _api = NewApi();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task An_answer_that_an_earlier_process_published_is_not_published_for_another_company()
    {
        await BeginAsync(company => company);

        var result = await GoOnAsync(company => company == Two ? One : company);

        var failure = Assert.Single(result.Failures);
        Assert.Equal((Two, "isolation"), (failure.CompanyId, failure.Code));
        Assert.DoesNotContain(_store.Paths, path => path.Contains($"company_id={Two}", StringComparison.Ordinal));
        Assert.Equal(result.RunId, (await _store.LatestAsync(One))!.RunId);
    }

    [Fact]
    public async Task What_an_earlier_process_published_is_taken_back_when_it_turns_out_to_be_anothers()
    {
        await BeginAsync(company => company == One ? Two : company);

        var result = await GoOnAsync(company => company);

        var failure = Assert.Single(result.Failures);
        Assert.Equal((One, "isolation"), (failure.CompanyId, failure.Code));
        Assert.Equal((2, 1), (result.Companies.Succeeded, result.Companies.Failed));
        Assert.DoesNotContain(_store.Paths, path => path.Contains($"company_id={One}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_asked_again_of_what_an_earlier_process_published_when_nothing_is_suspicious()
    {
        await BeginAsync(company => company);
        _api.Calls.Clear();

        var result = await GoOnAsync(company => company);

        Assert.Equal(3, result.Companies.Succeeded);
        Assert.DoesNotContain(_api.Calls, call => call.EndsWith(One, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("pseudonymize")]
    public async Task No_hash_of_what_privacy_takes_out_is_journalled(string privacy)
    {
        await BeginAsync(company => company, ("Export:Privacy", privacy), ("Export:PrivacyKey", "a key of tests that is long enough"));

        Assert.Null(Assert.Single(await _store.JournalAsync((await PlanAsync()).RunId)).Marks);
    }

    // Dies when it has journalled its first company, which is One.
    private async Task BeginAsync(Func<string, string> answeredAs, params (string Key, string Value)[] settings)
    {
        var isDead = false;
        var mortal = new StoreDecorator(_store, async (operation, work) =>
        {
            await (isDead ? throw new StoreException("dead", isPassing: false) { IsStoreWide = true } : work());
            isDead |= operation.StartsWith("append", StringComparison.Ordinal);
        });
        var result = await RunAsync(mortal, answeredAs, exporter => exporter.RunAsync(), settings);
        Assert.Equal(RunOutcome.Stopped, result.Outcome);
    }

    private Task<RunSummary> GoOnAsync(Func<string, string> answeredAs) => RunAsync(_store, answeredAs, exporter => exporter.ResumeAsync());

    private async Task<RunSummary> RunAsync(
        IExportStore store, Func<string, string> answeredAs, Func<Exporter, Task<RunSummary>> runAsync, params (string Key, string Value)[] settings)
    {
        _api.Scoped = (company, path, _) => IsWidgets(path) ? WidgetsOf(answeredAs(company)) : null;
        await using var exporter = _api.NewExporter(store, [("Export:MaxConcurrency", "1"), .. settings]);
        return await runAsync(exporter);
    }

    private async Task<RunPlan> PlanAsync()
    {
        await using var exporter = _api.NewExporter(_store);
        return (await exporter.Runs.FindUnfinishedAsync(default))!;
    }
}
