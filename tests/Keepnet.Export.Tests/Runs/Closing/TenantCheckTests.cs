using Keepnet.Export.Exporting.Checks;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Census;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Runs.Closing;

public sealed class TenantCheckTests
{
    [Theory]
    [InlineData("keep")]
    [InlineData("pseudonymize")]
    [InlineData("drop")]
    public async Task Nothing_looks_wrong_in_a_tenant_that_is_right(string privacy)
    {
        await using var bench = await ExportBench.StartAsync(24);

        var result = await bench.NewExporter(("Export:Privacy", privacy), ("Export:PrivacyKey", "a key of the tests' own")).RunAsync();

        Assert.Empty(result.Checks!.Found);
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("look wrong", StringComparison.Ordinal));
        foreach (var company in bench.Data.OpenCompanies())
        {
            Assert.Empty((await bench.Store.ManifestAsync(company.Id, result.RunId!))!.Checks!);
        }
    }

    [Fact]
    public async Task Wrong_figures_stand_in_manifest_and_summary_with_their_widget()
    {
        using var api = NewApi();
        var store = new MemoryStore();
        await using var exporter = api.NewExporter(store);

        var result = await exporter.RunAsync();

        var manifest = (await store.ManifestAsync("c1", result.RunId!))!;
        var finding = Assert.Single(manifest.Checks!);
        Assert.Equal(("percentageRange", "w1", "RepeatOffendersUsersRateWidget"), (finding.Rule, finding.WidgetId, finding.WidgetType));
        Assert.Contains(finding.Message, manifest.Warnings);
        var summary = await store.SummaryAsync(result.RunId!);
        Assert.Equal(RunOutcome.Succeeded, summary.Outcome);
        Assert.Equal((1, 1), (summary.Checks!.Companies, summary.Checks.Rules["percentageRange"]));
        Assert.Equal(new CheckCount("percentageRange", "w1", "RepeatOffendersUsersRateWidget", 1), Assert.Single(summary.Checks.Found));
        Assert.Contains(summary.Warnings, warning => warning.Contains("1 of 1 companies have figures that look wrong (percentageRange 1), most of them in widget w1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_looked_for_when_checks_are_off()
    {
        using var api = NewApi();
        var store = new MemoryStore();
        await using var exporter = api.NewExporter(store, ("Export:Checks", "false"));

        var result = await exporter.RunAsync();

        var manifest = (await store.ManifestAsync("c1", result.RunId!))!;
        Assert.Null(manifest.Checks);
        Assert.Empty(manifest.Warnings);
        Assert.Null(result.Checks);
    }

    [Fact]
    public async Task Companies_are_counted_once_for_each_rule_and_widget()
    {
        using var api = NewApi();
        var store = new MemoryStore();
        await using var exporter = api.NewExporter(store);
        var manifest = (await store.ManifestAsync("c1", (await exporter.RunAsync()).RunId!))!;
        var census = new CheckCensus();
        CheckFinding Finding(string rule, string widget) => new() { Rule = rule, WidgetId = widget, WidgetType = "T", Message = "" };

        census.Add([Finding("negative", "a"), Finding("negative", "a"), Finding("negative", "b")], null, manifest);
        census.Add([Finding("negative", "b"), Finding("sumOfParts", "b")], null, manifest);
        census.Add([], null, manifest);

        var summary = census.Summary!;
        Assert.Equal(2, summary.Companies);
        Assert.Equal(new Dictionary<string, int> { ["negative"] = 2, ["sumOfParts"] = 1 }, summary.Rules);
        Assert.Equal(
            [new("negative", "b", "T", 2), new("negative", "a", "T", 1), new("sumOfParts", "b", "T", 1)],
            summary.Found);
    }

    private static ScriptedKeepnet NewApi() => new()
    {
        Catalogue = """{"metrics":[{"name":"All","widgets":[{"resourceId":"w1"}]}]}""",
        Widget = id => $$"""{"resourceId":"{{id}}","widgetType":"RepeatOffendersUsersRateWidget","widgetDatas":[{"values":[{"value":107,"name":"PLA"}]}]}""",
    };
}
