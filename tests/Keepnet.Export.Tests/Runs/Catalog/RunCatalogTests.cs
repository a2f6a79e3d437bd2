using Keepnet.Export.Layout;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Runs.Catalog;

public sealed class RunCatalogTests
{
    private static readonly DateTimeOffset Second = new(2026, 7, 1, 8, 15, 0, TimeSpan.Zero);

    private readonly MemoryStore _store = new();

    [Fact]
    public async Task Lists_the_run_asked_for_last_first_within_a_second_too()
    {
        var catalog = new RunCatalog(_store);
        await PlanAsync("20260701T081459Z-cli-ffffff", Second.AddMilliseconds(-1));
        await PlanAsync("20260701T081500Z-request-0a0a0a", Second.AddMilliseconds(900));
        await PlanAsync("20260701T081500Z-request-0b0b0b", Second);
        await PlanAsync("20260701T081500Z-request-0c0c0c", Second.AddMilliseconds(450));
        await PlanAsync("20260701T081501Z-cli-000000", Second.AddSeconds(1));

        var listed = await catalog.ListingsAsync(default).Select(listing => listing.RunId[^6..]).ToArrayAsync();
        var unfinished = await catalog.FindUnfinishedAsync(default);

        Assert.Equal(["000000", "0a0a0a", "0c0c0c", "0b0b0b", "ffffff"], listed);
        Assert.Equal("20260701T081501Z-cli-000000", unfinished!.RunId);
    }

    private Task<bool> PlanAsync(string runId, DateTimeOffset requestedAt) =>
        _store.TryCreateAsync(StorePaths.Plan(runId), ExportJson.Document(PlanOf(runId, requestedAt)), default);

    private static RunPlan PlanOf(string runId, DateTimeOffset requestedAt) => new()
    {
        RunId = runId,
        Trigger = RunTrigger.Cli,
        Period = "Last3Months",
        RequestedAt = requestedAt,
        Expected = 0,
        Filters = new CompanyFilters(),
        Privacy = "keep",
    };
}
