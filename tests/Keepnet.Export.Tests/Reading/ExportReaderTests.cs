using System.Text.Json;
using Keepnet.Api.Reports;
using Keepnet.Export.Layout;
using Keepnet.Export.Reading;
using Keepnet.Export.Runs;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Export.Tests.Reading;

public sealed class ExportReaderTests
{
    [Fact]
    public async Task Gives_the_newest_complete_export_of_every_company_and_period()
    {
        await using var bench = await ExportBench.StartAsync(3);
        var exporter = bench.NewExporter();
        var first = await exporter.RunAsync();
        await exporter.RunAsync(exporter.Request() with { Period = ReportPeriod.Custom(new(2026, 5, 1), new(2026, 5, 31)) });
        var one = bench.Data.OpenCompanies().First().Id;
        var second = await exporter.RunAsync(exporter.Request(one));

        var exports = await new ExportReader(bench.Store).NewestAsync().ToListAsync();

        var open = bench.Data.OpenCompanies().Select(company => company.Id).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(open, exports.Where(export => export.Period == "Last3Months").Select(export => export.Manifest.CompanyId));
        Assert.Equal(open, exports.Where(export => export.Period == "2026-05-01_2026-05-31").Select(export => export.Manifest.CompanyId));
        Assert.All(exports.Where(export => export.Period == "Last3Months"), export =>
            Assert.Equal(export.Manifest.CompanyId == one ? second.RunId : first.RunId, export.Manifest.RunId));
        Assert.Equal(second.RunId, (await exporter.Get<ExportReader>().FindNewestAsync(one, "Last3Months"))!.Manifest.RunId);
        Assert.Equal((2 * open.Count) + 1, await new ExportReader(bench.Store).AllAsync().CountAsync());
    }

    [Fact]
    public async Task Finds_nothing_where_nothing_was_exported()
    {
        var reader = new ExportReader(new MemoryStore());

        Assert.Empty(await reader.NewestAsync().ToListAsync());
        Assert.Null(await reader.FindNewestAsync("a/b", "Last3Months"));
        Assert.Empty(await reader.RunsAsync().ToListAsync());
        Assert.Null(await reader.FindSummaryAsync("20260701T020000Z-cli-1f9c22"));
        Assert.Null(await reader.FindRunAsync("../../etc"));
    }

    [Fact]
    public async Task Reads_every_line_with_its_digits()
    {
        await using var bench = await ExportBench.StartAsync(1);
        await bench.NewExporter().RunAsync();
        var reader = new ExportReader(bench.Store);
        var export = await reader.NewestAsync().SingleAsync();

        var metrics = await reader.MetricsAsync(export).ToListAsync();
        var tables = await reader.TablesAsync(export).ToListAsync();

        var sent = (await bench.Store.FileAsync(export.Manifest, StorePaths.Metrics)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("value"));
        Assert.Equal(sent.Select(value => value.ValueKind == JsonValueKind.Null ? null : value.GetRawText()), metrics.Select(metric => metric.Value));
        Assert.All(metrics, metric => Assert.Equal((export.Manifest.CompanyId, export.Manifest.RunId), (metric.CompanyId, metric.RunId)));
        Assert.Contains(metrics, metric => metric is { WidgetType: "HumanRiskScoreforHighestRiskDepartmentsWidget", Source: "widget", Dimensions.ValueKind: JsonValueKind.Object });
        Assert.Equal(export.Find(StorePaths.Tables)!.Records, tables.Count);
        Assert.All(tables, row => Assert.Equal(JsonValueKind.Object, row.Cells.ValueKind));
    }

    [Fact]
    public async Task Notices_a_changed_file_when_asked_to_verify()
    {
        await using var bench = await ExportBench.StartAsync(1);
        await bench.NewExporter().RunAsync();
        var reader = new ExportReader(bench.Store);
        var export = await reader.NewestAsync().SingleAsync();
        var file = export.Find(StorePaths.Widgets)!;
        var text = await bench.Store.TextAsync(export.PathOf(file));

        var whole = await ReadAsync(reader, export);
        await bench.Store.DeleteAsync(export.PathOf(file), default);
        await bench.Store.TryCreateAsync(export.PathOf(file), System.Text.Encoding.UTF8.GetBytes(" " + text[1..]), default);
        var damage = await Assert.ThrowsAsync<DamagedFileException>(() => ReadAsync(reader, export));
        await bench.Store.DeleteAsync(export.PathOf(file), default);
        var absence = await Assert.ThrowsAsync<StoreException>(() => ReadAsync(reader, export));

        Assert.Equal(text, whole);
        Assert.Equal(export.PathOf(file), damage.Path);
        Assert.StartsWith(export.PathOf(file) + " is not in the store", absence.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("latest.json")]
    [InlineData("manifest.json")]
    public async Task Names_a_damaged_file_instead_of_leaving_a_company_out(string name)
    {
        await using var bench = await ExportBench.StartAsync(2);
        await bench.NewExporter().RunAsync();
        var path = bench.Store.Paths.First(path => path.EndsWith(name, StringComparison.Ordinal));
        await bench.Store.DeleteAsync(path, default);
        await bench.Store.TryCreateAsync(path, "[1"u8.ToArray(), default);

        var damage = await Assert.ThrowsAsync<DamagedFileException>(async () => await new ExportReader(bench.Store).NewestAsync().ToListAsync());

        Assert.Equal(path, damage.Path);
    }

    [Fact]
    public async Task Waits_until_a_run_has_its_summary()
    {
        await using var bench = await ExportBench.StartAsync(2);
        var run = await bench.NewExporter().RunAsync();
        var path = StorePaths.Summary(run.RunId!);
        var summary = (await bench.Store.TryReadAsync(path, default))!.Content;
        await bench.Store.DeleteAsync(path, default);
        var clock = new FakeTimeProvider();

        var waiting = new ExportReader(bench.Store, clock).WaitForRunAsync(run.RunId!, TimeSpan.FromSeconds(5));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(waiting.IsCompleted);
        await bench.Store.TryCreateAsync(path, summary, default);
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((run.RunId, RunOutcome.Succeeded), ((await waiting).RunId, (await waiting).Outcome));
    }

    [Fact]
    public async Task Does_not_wait_for_a_run_that_is_not_there()
    {
        var reader = new ExportReader(new MemoryStore());

        await Assert.ThrowsAsync<ArgumentException>(() => reader.WaitForRunAsync("20260701T020000Z-cli-1f9c22"));
    }

    private static async Task<string> ReadAsync(ExportReader reader, StoredExport export)
    {
        using var text = new StreamReader(await reader.OpenAsync(export, export.Find(StorePaths.Widgets)!, verify: true));
        return await text.ReadToEndAsync();
    }
}
