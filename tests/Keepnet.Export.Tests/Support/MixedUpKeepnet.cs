using Keepnet.Export.Exporting.Isolation;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Runs.Summaries;
using static Keepnet.Export.Tests.Support.ThreeCompanies;

namespace Keepnet.Export.Tests.Support;

/// <summary>An API of three companies that answers One's first question for figures with Two's, and a store that processes may die on.</summary>
internal sealed class MixedUpKeepnet : IDisposable
{
    public MixedUpKeepnet()
    {
        var calls = 0;
        Api.Scoped = (company, path, _) => IsWidgets(path) ? WidgetsOf(company == One && (++calls == 1 || AlwaysMixesUp) ? Two : company) : null;
    }

    public MemoryStore Store { get; } = new();

    public ScriptedKeepnet Api { get; } = NewApi();

    /// <summary>Whether One is answered with Two's figures again and again.</summary>
    public bool AlwaysMixesUp { get; set; }

    /// <summary>A process that works on a run of all three.</summary>
    public async Task<Process> BeginAsync(Func<string, Func<Task>, Task> aroundAsync, params (string Key, string Value)[] settings)
    {
        var exporter = Api.NewExporter(new StoreDecorator(Store, aroundAsync), settings);
        return new Process(exporter, await exporter.Get<RunPlanner>().PlanAsync(exporter.Request(), default));
    }

    /// <summary>Another process that works on the run of an earlier one.</summary>
    public Process TakeUp(RunPlan plan, params (string Key, string Value)[] settings) => new(Api.NewExporter(Store, settings), plan);

    public async Task<RunSummary> ResumeAsync(RunPlan plan, params (string Key, string Value)[] settings)
    {
        await using var exporter = Api.NewExporter(Store, settings);
        return await exporter.ResumeAsync(plan.RunId);
    }

    public void AssertNothingOf(string company) => Assert.DoesNotContain(Store.Paths, path => path.Contains(company, StringComparison.Ordinal));

    /// <summary>What the company's figures are in the store, with the company they belong to.</summary>
    public async Task AssertHoldsItsOwnAsync(RunPlan plan, string company)
    {
        var manifest = (await Store.ManifestAsync(company, plan.RunId))!;
        Assert.Equal(Tokens.Of(WidgetsOf(company)), Tokens.Of(await Store.FileAsync(manifest, "widgets.json")));
        Assert.Equal(plan.RunId, (await Store.LatestAsync(company))!.RunId);
    }

    public void Dispose() => Api.Dispose();

    internal sealed class Process(Exporter exporter, RunPlan plan) : IAsyncDisposable
    {
        private readonly RunContext _run = new(plan, exporter.Get<RunIsolationFactory>());

        public RunPlan Plan => plan;

        public Task<Handling> HandleAsync(string company, int delivery = 1) => exporter.Handler.HandleAsync(
            ExportMessage.Of(plan, company, null, attempt: 1), new Delivery(delivery, plan.RequestedAt), _run, default);

        public async ValueTask DisposeAsync()
        {
            _run.Dispose();
            await exporter.DisposeAsync();
        }
    }
}
