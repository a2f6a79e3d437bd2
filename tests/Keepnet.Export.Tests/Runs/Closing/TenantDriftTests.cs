using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Runs.Closing;

public sealed class TenantDriftTests : IAsyncDisposable
{
    private const string Breakdown = "widgets[].widgetDatas[].sourceBreakdown";

    private readonly MemoryStore _store = new();
    private readonly ScriptedKeepnet _api = new()
    {
        Companies = """[{"companyResourceId":"c1"},{"companyResourceId":"c2"},{"companyResourceId":"c3","modules":[]}]""",
        Catalogue = """{"metrics":[{"name":"All","widgets":[{"resourceId":"w1"}]}]}""",
        Widget = id => Widget(id, "SimulationCoverageWidget"),
    };

    // One for all runs of a test: they share its clock.
    private readonly Lazy<Exporter> _exporter;

    public TenantDriftTests() => _exporter = new(() => _api.NewExporter(_store));

    public async ValueTask DisposeAsync()
    {
        await _exporter.Value.DisposeAsync();
        _api.Dispose();
    }

    [Fact]
    public async Task Counts_how_many_companies_have_a_difference()
    {
        var summary = await RunAsync();

        var modules = Find(summary, DriftKind.Added, "companies[].modules");
        Assert.Equal((1, 3), (modules.Companies, modules.Of));
        var date = Find(summary, DriftKind.Gone, "widgets[].widgetDatas[].date");
        Assert.Equal((3, 3), (date.Companies, date.Of));
    }

    [Fact]
    public async Task Remembers_since_when_a_difference_is_there()
    {
        var first = await RunAsync();
        _api.Widget = id => Widget(id, "SimulationCoverageWidget", ""","sourceBreakdown":{}""");
        var second = await RunAsync();
        var third = await RunAsync();

        Assert.Equal((null, 0), (first.Drift!.ComparedWith, first.Drift.New));
        Assert.Equal((first.RunId, 1), (second.Drift!.ComparedWith, second.Drift.New));
        Assert.Equal((second.RunId, 0), (third.Drift!.ComparedWith, third.Drift.New));
        Assert.Equal((second.StartedAt, true), SinceOf(second, Breakdown));
        Assert.Equal(second.Drift.Found[0], Find(second, DriftKind.Added, Breakdown));
        Assert.Equal((second.StartedAt, false), SinceOf(third, Breakdown));
        Assert.Equal((first.StartedAt, false), SinceOf(third, "companies[].modules"));
    }

    [Fact]
    public async Task Tells_of_values_of_another_kind()
    {
        _api.Widget = id => Widget(id, "SimulationCoverageWidget", ""","date":20260701""");

        var summary = await RunAsync();

        var date = Find(summary, DriftKind.Changed, "widgets[].widgetDatas[].date");
        Assert.Equal(("string, sent number", 3), (date.Detail, date.Companies));
    }

    [Fact]
    public async Task Tells_of_widget_types_that_come_and_go()
    {
        await RunAsync();
        _api.Widget = id => Widget(id, "BrandNewWidget");
        var second = await RunAsync();
        var third = await RunAsync();
        _api.Widget = id => Widget(id, "SimulationCoverageWidget");
        var fourth = await RunAsync();

        Assert.True(Find(second, DriftKind.NewWidgetType, "BrandNewWidget").IsNew);
        var vanished = Find(second, DriftKind.VanishedWidgetType, "SimulationCoverageWidget");
        Assert.Equal((3, 3, true), (vanished.Companies, vanished.Of, vanished.IsNew));
        Assert.Equal(vanished with { IsNew = false }, Find(third, DriftKind.VanishedWidgetType, "SimulationCoverageWidget"));
        Assert.Equal("BrandNewWidget", Assert.Single(fourth.Drift!.Found, finding => finding.Kind == DriftKind.VanishedWidgetType).Path);
        Assert.Equal(new Dictionary<string, int> { ["SimulationCoverageWidget"] = 3 }, fourth.Drift.WidgetTypes);
    }

    [Fact]
    public async Task A_type_is_not_vanished_while_its_companies_may_only_have_failed()
    {
        await RunAsync();
        _api.Reports = null;

        var failed = await RunAsync();

        Assert.Equal(3, failed.Companies.Failed);
        Assert.DoesNotContain(failed.Drift!.Found, finding => finding.Kind == DriftKind.VanishedWidgetType);
    }

    [Fact]
    public async Task A_run_of_some_companies_compares_nothing()
    {
        await RunAsync();

        var summary = await RunAsync("c1");

        Assert.Equal((null, 0), (summary.Drift!.ComparedWith, summary.Drift.New));
        Assert.Null(Find(summary, DriftKind.Gone, "widgets[].widgetDatas[].date").Since);
        Assert.DoesNotContain(summary.Drift.Found, finding => finding.IsNew || finding.Kind == DriftKind.VanishedWidgetType);
    }

    [Fact]
    public async Task Drift_fails_and_warns_of_nothing()
    {
        _api.Companies = """[{"companyResourceId":"c1","foo":1}]""";
        _api.Widget = id => Widget(id, "BrandNewWidget", ""","date":1,"values":{},"tableValues":7,"x":1""");

        var summary = await RunAsync();

        Assert.Equal(RunOutcome.Succeeded, summary.Outcome);
        Assert.Contains(summary.Drift!.Found, finding => finding.Kind == DriftKind.Changed);
        Assert.DoesNotContain(summary.Warnings, warning => warning.Contains("drift", StringComparison.OrdinalIgnoreCase));
    }

    private async Task<RunSummary> RunAsync(params string[] companies)
    {
        var result = await _exporter.Value.RunAsync(_exporter.Value.Request(companies));
        return await _store.SummaryAsync(result.RunId!);
    }

    private static string Widget(string id, string type, string more = "") =>
        $$"""{"resourceId":"{{id}}","widgetType":"{{type}}","widgetDatas":[{"dataObject":{"Ida":1}{{more}}}]}""";

    private static DriftFinding Find(RunSummary summary, string kind, string path) =>
        Assert.Single(summary.Drift!.Found, finding => finding.Kind == kind && finding.Path == path);

    private static (DateTimeOffset?, bool) SinceOf(RunSummary summary, string path)
    {
        var finding = Find(summary, DriftKind.Added, path);
        return (finding.Since, finding.IsNew);
    }
}
