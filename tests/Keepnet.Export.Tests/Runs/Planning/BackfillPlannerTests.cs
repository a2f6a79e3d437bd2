using Keepnet.Api.Reports;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Runs.Planning;

public sealed class BackfillPlannerTests
{
    private static readonly ReportPeriod January = ReportPeriod.Month(2026, 1);
    private static readonly ReportPeriod February = ReportPeriod.Month(2026, 2);
    private static readonly ReportPeriod March = ReportPeriod.Month(2026, 3);

    [Fact]
    public async Task A_month_that_succeeded_is_done_one_that_was_cut_off_goes_on_and_the_rest_is_open()
    {
        await using var bench = await ExportBench.StartAsync(1);
        var january = await ExportAsync(bench, January);
        var february = await ExportAsync(bench, February);
        await CutOffAsync(bench, february);

        var months = await PlanAsync(bench, January, February, March);

        Assert.Equal([January, February, March], months.Select(month => month.Period));
        Assert.Equal([january.RunId, null, null], months.Select(month => month.Finished?.RunId));
        Assert.Equal([null, february.RunId, null], months.Select(month => month.Unfinished?.RunId));
        Assert.Equal((0, 0L, 0d), (months[0].Document!.ApiCalls, months[0].Document!.Bytes, months[0].Document!.Seconds));
        Assert.Contains(months[0].Document!.Warnings, warning => warning.Contains("was not fetched again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_newest_run_that_came_to_its_end_decides()
    {
        await using var bench = await ExportBench.StartAsync(1);
        await CutOffAsync(bench, await ExportAsync(bench, January));
        var newest = await ExportAsync(bench, January);

        var month = Assert.Single(await PlanAsync(bench, January));

        Assert.Equal((newest.RunId, null), (month.Finished?.RunId, month.Unfinished?.RunId));
    }

    [Fact]
    public async Task Runs_that_were_no_backfill_are_not_gone_on_with()
    {
        await using var bench = await ExportBench.StartAsync(1);
        await CutOffAsync(bench, await ExportAsync(bench, January, RunTrigger.Cli));

        Assert.Null(Assert.Single(await PlanAsync(bench, January)).Unfinished);
    }

    [Fact]
    public async Task A_month_is_exported_again_for_other_companies_and_another_privacy()
    {
        await using var bench = await ExportBench.StartAsync(2);
        await ExportAsync(bench, January);

        var one = await PlannerOf(bench).PlanAsync([January], new CompanyFilters { Include = [bench.Data.CompanyAt(0).Id] }, default);
        var masked = await PlannerOf(bench, ("Export:Privacy", "drop")).PlanAsync([January], new CompanyFilters(), default);

        Assert.Null(Assert.Single(one).Finished);
        Assert.Null(Assert.Single(masked).Finished);
    }

    [Fact]
    public async Task A_month_that_was_not_over_when_it_was_exported_is_exported_again()
    {
        await using var bench = await ExportBench.StartAsync(1);
        var today = bench.Clock.GetUtcNow();
        var thisMonth = ReportPeriod.Month(today.Year, today.Month);
        await ExportAsync(bench, thisMonth);

        Assert.Null(Assert.Single(await PlanAsync(bench, thisMonth)).Finished);
    }

    private static Task<RunSummary> ExportAsync(ExportBench bench, ReportPeriod month, string trigger = RunTrigger.Backfill)
    {
        var exporter = bench.NewExporter();
        var request = exporter.Request() with { RunId = RunId.Create(trigger, bench.Clock.GetUtcNow()), Trigger = trigger, Period = month };
        return exporter.RunAsync(request);
    }

    // As if the process had ended before the run did.
    private static Task CutOffAsync(ExportBench bench, RunSummary run) => bench.Store.DeleteAsync(StorePaths.Summary(run.RunId!), default);

    private static Task<IReadOnlyList<BackfillMonth>> PlanAsync(ExportBench bench, params ReportPeriod[] months) =>
        PlannerOf(bench).PlanAsync(months, new CompanyFilters(), default);

    private static BackfillPlanner PlannerOf(ExportBench bench, params (string Key, string? Value)[] settings) =>
        bench.NewExporter(settings).Get<BackfillPlanner>();
}
