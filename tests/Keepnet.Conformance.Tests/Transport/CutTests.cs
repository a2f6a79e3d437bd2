using System.Globalization;
using Keepnet.Conformance.Tests.Support;

namespace Keepnet.Conformance.Tests.Transport;

/// <summary>Bodies that end too early: at every byte of a body, one company per byte.</summary>
public sealed class CutTests
{
    [Theory]
    [InlineData(Framing.ContentLength, Ending.Close)]
    [InlineData(Framing.ContentLength, Ending.Reset)]
    [InlineData(Framing.Chunked, Ending.Close)]
    [InlineData(Framing.Close, Ending.Close)]
    public async Task A_report_list_that_is_cut_at_any_byte_is_fetched_again(object framing, object ending)
    {
        await AssertEveryCutAsync(Call.Reports, (Framing)framing, (Ending)ending);
    }

    [Theory]
    [InlineData(Framing.ContentLength, Ending.Close)]
    [InlineData(Framing.Chunked, Ending.Reset)]
    [InlineData(Framing.Close, Ending.Close)]
    public async Task Widgets_that_are_cut_at_any_byte_are_fetched_again(object framing, object ending)
    {
        await AssertEveryCutAsync(Call.Widgets, (Framing)framing, (Ending)ending);
    }

    // An empty body that nothing announces is a whole answer: there is nothing to tell a cut from "nothing there".
    private static async Task AssertEveryCutAsync(Call call, Framing framing, Ending ending)
    {
        var first = framing == Framing.Close ? 1 : 0;
        await using var probe = new Bench("c000");
        probe.Tenant.Catalogue = _ => TinyTenant.CatalogueOf("w1");
        var length = LengthOf(await probe.ExportAsync(), call);
        var ids = Enumerable.Range(0, length).Select(at => $"c{at.ToString("000", CultureInfo.InvariantCulture)}").ToArray();
        await using var bench = new Bench(ids[first..]);
        bench.Tenant.Catalogue = _ => TinyTenant.CatalogueOf("w1");
        bench.Api.OnAll([call], (request, usual) => request.Try > 1
            ? usual
            : usual.Cut(int.Parse(request.Company![1..], CultureInfo.InvariantCulture), framing, ending));

        var run = await bench.ExportAsync(("Export:MaxConcurrency", "8"));

        run.Succeeded();
        Assert.Equal(ids.Length - first, run.Summary!.Companies.Succeeded);
        foreach (var id in ids[first..])
        {
            Assert.Equal($"[\n{bench.Tenant.Reports(id)[1..^1]}\n]\n", run.File(id, "reports.json"));
            Assert.Equal($"[\n{TinyTenant.WidgetOf(id, "w1")}\n]\n", run.File(id, "widgets.json"));
            Assert.Equal(2, run.Asked(call, id));
        }
    }

    private static int LengthOf(Run run, Call call) => WireAnswer.Data(
        run.File("c000", call == Call.Reports ? "reports.json" : "widgets.json").Replace("\n", "", StringComparison.Ordinal)).Body.Length;
}
