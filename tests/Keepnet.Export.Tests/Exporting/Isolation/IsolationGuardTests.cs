using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Keepnet.Api.Json;
using Keepnet.Export.Exporting.Isolation;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Exporting.Isolation;

public sealed partial class IsolationGuardTests
{
    private const string Own = """{"widgetDatas":[{"values":[{"value":23},{"value":17},{"value":5}]}]}""";

    [Fact]
    public void Notices_an_answer_that_another_company_had_already()
    {
        var guard = new IsolationGuard();

        Assert.Null(guard.FindOtherOwner("a", Answer(Own)));
        Assert.Equal("a", guard.FindOtherOwner("b", Answer(Own)));
        Assert.Null(guard.FindOtherOwner("a", Answer(Own)));
    }

    [Fact]
    public void Notices_an_answer_that_is_the_resellers()
    {
        var guard = new IsolationGuard();
        guard.AddReseller("own", Answer(Own));

        Assert.Equal("own", guard.FindOtherOwner("a", Answer(Own)));
        Assert.Null(guard.FindOtherOwner("own", Answer(Own)));
    }

    [Theory]
    [InlineData("""{"widgetDatas":[]}""")]
    [InlineData("""{"widgetDatas":[{"date":"01/05/2026","values":[{"value":0},{"value":0.0},{"value":null},{"value":0}]}]}""")]
    [InlineData("""{"widgetDatas":[{"values":[{"value":18,"label":"Industry Avg (Logistics)"},{"value":21,"label":"All Industry Avg"},{"value":19,"name":"IndustryAverage"},{"value":0}]}]}""")]
    [InlineData("""{"widgetDatas":[{"values":[{"value":0},{"value":5,"name":"PLA"}]},{"values":[{"value":0},{"value":5,"name":"PLA"}]},{"values":[{"value":5,"name":"PLA"}]}]}""")]
    [InlineData("""{"widgetDatas":[{"dataObject":{"overallScore":0,"benchmarkScore":2.4,"benchmarkDifference":-2.4,"bands":[{"from":0,"to":1.9},{"from":2,"to":3.4},{"from":3.5,"to":5}]}}]}""")]
    [InlineData("""{"widgetDatas":[{"dataObject":{"ActionRange":5},"values":[{"value":0}]},{"dataObject":{"ActionRange":30},"values":[{"value":0}]},{"dataObject":{"ActionRange":60},"values":[{"value":0}]}]}""")]
    public void Lets_dormant_companies_of_one_sector_have_the_same(string widget)
    {
        var guard = new IsolationGuard();

        Assert.Null(guard.FindOtherOwner("a", Answer(widget)));
        Assert.Null(guard.FindOtherOwner("b", Answer(widget)));
    }

    [Fact]
    public void Lets_small_figures_be_alike_by_chance()
    {
        const string Few = """{"widgetDatas":[{"values":[{"value":1},{"value":2}]}]}""";
        var guard = new IsolationGuard();

        Assert.Null(guard.FindOtherOwner("a", Answer(Few)));
        Assert.Null(guard.FindOtherOwner("b", Answer(Few)));
    }

    [Fact]
    public void Takes_reports_that_nobody_may_change_for_everybodys()
    {
        var guard = new IsolationGuard();

        Assert.Null(guard.FindOtherOwner("a", Reports(isEditable: false)));
        Assert.Null(guard.FindOtherOwner("b", Reports(isEditable: false)));
        Assert.Null(guard.FindOtherOwner("a", Reports(isEditable: true)));
        Assert.Equal("a", guard.FindOtherOwner("b", Reports(isEditable: true)));
    }

    [Fact]
    public async Task No_file_holds_anything_of_another_company_however_many_are_exported_at_once()
    {
        await using var bench = await ExportBench.StartAsync(200);

        var result = await bench.NewExporter(("Export:MaxConcurrency", "32"), ("Keepnet:MaxConcurrentCalls", "64")).RunAsync();

        Assert.Equal((200, 0), (result.Companies.Done, result.Companies.Failed));
        var ids = bench.Data.Companies().Select(company => company.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var company in bench.Data.OpenCompanies())
        {
            // Equal to what the tenant renders for this company, so it holds no figure of another.
            await Truth.HoldsAsync(bench.Store, bench.Data, (await bench.Store.ManifestAsync(company.Id, result.RunId!))!);
        }

        foreach (var path in bench.Store.Paths.Where(path => path.StartsWith("v1/exports", StringComparison.Ordinal)))
        {
            var text = await bench.Store.TextAsync(path);
            var owner = path.Split('/')[2]["company_id=".Length..];
            Assert.DoesNotContain(Words().Matches(text).Select(match => match.Value).Distinct(), word => word != owner && ids.Contains(word));
        }
    }

    [GeneratedRegex("[0-9A-Za-z]{12}")]
    private static partial Regex Words();

    private static Fingerprints Answer(string widget)
    {
        var (source, item) = ItemOf(widget);
        var fingerprints = new Fingerprints();
        fingerprints.AddWidget(source, item);
        fingerprints.EndAnswer();
        return fingerprints;
    }

    private static Fingerprints Reports(bool isEditable)
    {
        var (source, item) = ItemOf($$"""{"resourceId":"r","isEditable":{{(isEditable ? "true" : "false")}},"isDeletable":false}""");
        var fingerprints = new Fingerprints();
        fingerprints.AddReports(new JsonAnswer(source, JsonValueKind.Array, [item]));
        return fingerprints;
    }

    private static (IJsonSource Source, JsonItem Item) ItemOf(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return (new Json.TextJsonSource(json), new JsonItem(0, bytes.Length) { ResourceId = "w" });
    }
}
