using Keepnet.Api.Reports;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Runs.Closing;

public sealed class HistoryCheckTests : IAsyncDisposable
{
    private static readonly ReportPeriod Closed = ReportPeriod.Month(2026, 5);

    private readonly MemoryStore _store = new();
    private readonly ScriptedKeepnet _api = new()
    {
        Catalogue = """{"metrics":[{"name":"All","widgets":[{"resourceId":"w1"}]}]}""",
        Widget = id => Widget(id, 900),
    };

    // One for all runs of a test: they share its clock.
    private readonly Lazy<Exporter> _exporter;

    public HistoryCheckTests() => _exporter = new(() => _api.NewExporter(_store));

    public async ValueTask DisposeAsync()
    {
        await _exporter.Value.DisposeAsync();
        _api.Dispose();
    }

    [Fact]
    public async Task A_count_that_falls_in_a_closed_window_is_named()
    {
        await RunAsync(Closed);
        _api.Widget = id => Widget(id, 850);

        var manifest = await RunAsync(Closed);

        var finding = Assert.Single(manifest.Checks!);
        Assert.Equal(("countFell", "w1"), (finding.Rule, finding.WidgetId));
        Assert.Contains("Delivered fell from 1800 to 1700 since the previous export", finding.Message, StringComparison.Ordinal);
        Assert.Contains(finding.Message, manifest.Warnings);
    }

    [Fact]
    public async Task Counts_may_grow_and_in_a_window_that_moves_they_may_fall()
    {
        await RunAsync(Closed);
        await RunAsync(ReportPeriod.Default);
        _api.Widget = id => Widget(id, 950);
        var grown = await RunAsync(Closed);
        _api.Widget = id => Widget(id, 10);
        var moved = await RunAsync(ReportPeriod.Default);

        Assert.Empty(grown.Checks!);
        Assert.Empty(moved.Checks!);
        Assert.Null(Assert.Single(moved.Digest!).Totals);
    }

    [Fact]
    public async Task An_answer_that_becomes_empty_is_named_and_one_that_stays_so_is_not()
    {
        var before = await RunAsync(ReportPeriod.Default);
        _api.Widget = id => $$"""{"resourceId":"{{id}}","widgetType":"PhishingActivityWidget","widgetDatas":[]}""";

        var emptied = await RunAsync(ReportPeriod.Default);
        var still = await RunAsync(ReportPeriod.Default);

        Assert.Empty(before.Checks!);
        var finding = Assert.Single(emptied.Checks!);
        Assert.Equal("becameEmpty", finding.Rule);
        Assert.Contains("holds nothing; the previous export had 2 lines of it", finding.Message, StringComparison.Ordinal);
        Assert.Empty(still.Checks!);
    }

    [Fact]
    public async Task The_date_since_when_nothing_changed_goes_from_manifest_to_manifest()
    {
        var first = await RunAsync(ReportPeriod.Default);
        var second = await RunAsync(ReportPeriod.Default);
        var third = await RunAsync(ReportPeriod.Default);
        _api.Widget = id => Widget(id, 901);
        var changed = await RunAsync(ReportPeriod.Default);

        Assert.Equal((first.StartedAt, first.StartedAt, first.StartedAt), (first.UnchangedSince, second.UnchangedSince, third.UnchangedSince));
        Assert.Equal(changed.StartedAt, changed.UnchangedSince);
    }

    [Theory]
    [InlineData(15, false, 1)]
    [InlineData(13, false, 0)]
    [InlineData(15, true, 0)]
    public async Task A_company_with_an_active_licence_that_stands_still_is_told_in_the_summary(int days, bool isExpired, int expected)
    {
        _api.Companies = $$"""[{"companyResourceId":"c1","licenceExpired":{{(isExpired ? "true" : "false")}}}]""";
        var first = await RunAsync(ReportPeriod.Default);
        await AgeAsync(first, days);

        var second = await RunAsync(ReportPeriod.Default);

        var checks = (await _store.SummaryAsync(second.RunId)).Checks!;
        Assert.Equal(expected, checks.Companies);
        Assert.Equal(expected, checks.Rules.GetValueOrDefault("unchanged"));
        Assert.Equal(
            Enumerable.Repeat(new UnchangedCompany("c1", first.StartedAt.AddDays(-days)), expected),
            checks.Unchanged);
    }

    [Fact]
    public async Task A_closed_window_and_a_company_without_data_may_stand_still()
    {
        await AgeAsync(await RunAsync(Closed), 100);
        var closed = await RunAsync(Closed);
        _api.Widget = id => $$"""{"resourceId":"{{id}}","widgetDatas":null}""";
        await AgeAsync(await RunAsync(ReportPeriod.Default), 100);
        var empty = await RunAsync(ReportPeriod.Default);

        Assert.Equal(0, (await _store.SummaryAsync(closed.RunId)).Checks!.Companies);
        Assert.Equal(0, (await _store.SummaryAsync(empty.RunId)).Checks!.Companies);
    }

    private async Task<ExportManifest> RunAsync(ReportPeriod period)
    {
        var result = await _exporter.Value.RunAsync(_exporter.Value.Request() with { Period = period });
        return (await _store.ManifestAsync("c1", result.RunId!, period.ToString()))!;
    }

    // As if the export had been there for so many days.
    private async Task AgeAsync(ExportManifest manifest, int days)
    {
        var period = manifest.Period.From is null ? manifest.Period.Name : Closed.ToString();
        var path = StorePaths.Manifest(StoreReader.ExportFolder(manifest.CompanyId, manifest.RunId, period));
        var file = (await _store.TryReadAsync(path, default))!;
        var older = manifest with { UnchangedSince = manifest.StartedAt.AddDays(-days) };
        Assert.True(await _store.TryReplaceAsync(path, ExportJson.Document(older), file.Version, default));
    }

    private static string Widget(string id, int delivered) =>
        $$"""{"resourceId":"{{id}}","widgetType":"PhishingActivityWidget","widgetDatas":[{"values":[{"value":{{delivered}},"label":"Delivered"}]},{"values":[{"value":{{delivered}},"label":"Delivered"}]}]}""";
}
