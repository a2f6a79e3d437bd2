using System.Text;
using System.Text.Json;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Runs.Execution;

public sealed class PrivacyRunTests
{
    private static readonly (string, string?)[] Pseudonymize = [("Export:Privacy", "pseudonymize"), ("Export:PrivacyKey", "a key of the tests")];
    private static readonly (string, string?)[] Drop = [("Export:Privacy", "drop")];

    [Theory]
    [InlineData("pseudonymize")]
    [InlineData("drop")]
    public async Task Nobody_of_the_tenant_can_be_found_in_anything_that_is_written_or_said(string mode)
    {
        await using var bench = await ExportBench.StartAsync(12);
        var people = new People(bench.Data);

        var first = await bench.NewExporter(SettingsFor(mode)).RunAsync();
        var second = await bench.NewExporter(SettingsFor(mode)).RunAsync();

        Assert.Equal(RunOutcome.Succeeded, first.Outcome);
        Assert.True(people.Texts.Count > 100);
        Assert.NotNull(people.FindIn(string.Concat(bench.Data.WidgetIds(bench.Data.CompanyAt(0).Id)
            .Select(id => bench.Data.RenderWidget(bench.Data.CompanyAt(0).Id, id, StoreReader.Period)))));
        Assert.Contains(StorePaths.Changes(first.RunId!), bench.Store.Paths);
        foreach (var path in bench.Store.Paths)
        {
            Assert.Null(people.FindIn(path + "\n" + await bench.Store.TextAsync(path)));
        }

        Assert.Null(people.FindIn(string.Join('\n', bench.Logs.Lines)));
        Assert.Null(people.FindIn(Encoding.UTF8.GetString(ExportJson.Document(first)) + Encoding.UTF8.GetString(ExportJson.Document(second))));
    }

    [Theory]
    [InlineData("throttle:0.2,cut:0.2,server-errors:0.2")]
    [InlineData("all")]
    public async Task Nobody_can_be_found_when_the_tenant_misbehaves(string faults)
    {
        await using var bench = await ExportBench.StartAsync(8, faults.Split(','));
        var people = new People(bench.Data);

        var run = await bench.NewExporter(Pseudonymize).RunAsync();

        foreach (var path in bench.Store.Paths)
        {
            Assert.Null(people.FindIn(path + "\n" + await bench.Store.TextAsync(path)));
        }

        Assert.Null(people.FindIn(string.Join('\n', bench.Logs.Lines)));
        Assert.Null(people.FindIn(Encoding.UTF8.GetString(ExportJson.Document(run))));
    }

    [Theory]
    [InlineData("pseudonymize")]
    [InlineData("drop")]
    public async Task Every_figure_survives_with_its_digits(string mode)
    {
        await using var bench = await ExportBench.StartAsync(6);
        var kept = new MemoryStore();
        var whole = await bench.NewExporter(kept).RunAsync();

        var run = await bench.NewExporter(SettingsFor(mode)).RunAsync();

        foreach (var company in bench.Data.OpenCompanies())
        {
            var manifest = (await bench.Store.ManifestAsync(company.Id, run.RunId!))!;
            var widgets = JsonDocument.Parse(await bench.Store.FileAsync(manifest, StorePaths.Widgets)).RootElement;
            foreach (var widget in widgets.EnumerateArray())
            {
                var sent = bench.Data.RenderWidget(company.Id, widget.GetProperty("resourceId").GetString()!, StoreReader.Period)!;
                Assert.Equal(Numbers(JsonDocument.Parse(sent).RootElement), Numbers(widget));
            }

            Assert.Equal(
                await MeasuresAsync(kept, (await kept.ManifestAsync(company.Id, whole.RunId!))!),
                await MeasuresAsync(bench.Store, manifest));
        }
    }

    [Fact]
    public async Task A_pseudonym_stands_for_one_text_in_every_widget_company_and_run_and_for_no_other()
    {
        await using var bench = await ExportBench.StartAsync(12);
        var first = await bench.NewExporter(Pseudonymize).RunAsync();
        var second = await bench.NewExporter(Pseudonymize).RunAsync();

        var pairs = new List<Replacement>();
        foreach (var company in bench.Data.OpenCompanies())
        {
            foreach (var run in new[] { first, second })
            {
                pairs.AddRange(await ReplacementsAsync(bench, company.Id, run.RunId!));
            }
        }

        var pseudonyms = pairs.GroupBy(pair => pair.Original).ToDictionary(group => group.Key, group => group.Select(pair => Digits(pair.Stored!)).Distinct().Single());
        Assert.Equal(pseudonyms.Count, pseudonyms.Values.Distinct().Count());
        Assert.Contains(pairs.GroupBy(pair => pair.Original), group => group.Select(pair => pair.WidgetType).Distinct().Count() > 2);
        Assert.All(pairs, pair => Assert.Matches("^(person|email|department|company|value)-[0-9a-f]{16}$", pair.Stored));
    }

    [Theory]
    [InlineData("pseudonymize")]
    [InlineData("drop")]
    public async Task The_manifest_says_what_was_replaced_and_how_often(string mode)
    {
        await using var bench = await ExportBench.StartAsync(6);

        var run = await bench.NewExporter(SettingsFor(mode)).RunAsync();

        foreach (var company in bench.Data.OpenCompanies())
        {
            var manifest = (await bench.Store.ManifestAsync(company.Id, run.RunId!))!;
            var receipt = manifest.PrivacyReceipt!;
            var replaced = await ReplacementsAsync(bench, company.Id, run.RunId!);
            Assert.NotEmpty(replaced);
            Assert.Equal((mode, mode), (manifest.Privacy, receipt.Mode));
            Assert.Equal(mode == "drop", receipt.KeyId is null);
            Assert.Equal(
                replaced.GroupBy(item => item.Path).ToDictionary(group => group.Key, group => group.LongCount()),
                receipt.Fields.Where(field => field.Key.StartsWith("widgets[].", StringComparison.Ordinal)).ToDictionary());
        }
    }

    private static (string, string?)[] SettingsFor(string mode) => mode == "drop" ? Drop : Pseudonymize;

    private static string Digits(string pseudonym) => pseudonym[(pseudonym.LastIndexOf('-') + 1)..];

    private static IEnumerable<string> Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => [element.GetRawText()],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Numbers),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Numbers(property.Value)),
        _ => [],
    };

    private static async Task<List<string>> MeasuresAsync(MemoryStore store, ExportManifest manifest) =>
    [
        .. (await store.FileAsync(manifest, StorePaths.Metrics)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(line => string.Join('|', new[] { "source", "widget_id", "point", "date", "value" }.Select(field => line.TryGetProperty(field, out var value) ? value.GetRawText() : "")))
            .Order(StringComparer.Ordinal),
    ];

    private static async Task<List<Replacement>> ReplacementsAsync(ExportBench bench, string companyId, string runId)
    {
        var found = new List<Replacement>();
        var manifest = (await bench.Store.ManifestAsync(companyId, runId))!;
        foreach (var widget in JsonDocument.Parse(await bench.Store.FileAsync(manifest, StorePaths.Widgets)).RootElement.EnumerateArray())
        {
            var sent = JsonDocument.Parse(bench.Data.RenderWidget(companyId, widget.GetProperty("resourceId").GetString()!, StoreReader.Period)!).RootElement;
            Compare(sent, widget, "widgets[]", sent.GetProperty("widgetType").GetString()!, found);
        }

        return found;
    }

    private static void Compare(JsonElement sent, JsonElement stored, string path, string widgetType, List<Replacement> found)
    {
        switch (sent.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var (before, after) in sent.EnumerateObject().Zip(stored.EnumerateObject()))
                {
                    Compare(before.Value, after.Value, $"{path}.{before.Name}", widgetType, found);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (before, after) in sent.EnumerateArray().Zip(stored.EnumerateArray()))
                {
                    Compare(before, after, path + "[]", widgetType, found);
                }

                break;
            case JsonValueKind.String when stored.ValueKind != JsonValueKind.String || sent.GetString() != stored.GetString():
                found.Add(new Replacement(path, sent.GetString()!, stored.ValueKind == JsonValueKind.Null ? null : stored.GetString(), widgetType));
                break;
        }
    }

    private sealed record Replacement(string Path, string Original, string? Stored, string WidgetType);
}
