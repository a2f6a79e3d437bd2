using System.Text.Json.Nodes;
using Keepnet.Export.Functions.Tests.Support;

namespace Keepnet.Export.Functions.Tests;

public sealed class ScheduledExportTests
{
    private const string RunFile = "v1/runs/run_id=20260505T020000Z-schedule/run.json";

    private static readonly DateTimeOffset Slot = new(2026, 5, 5, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_timer_that_fires_twice_for_one_time_makes_one_run()
    {
        await using var app = await App.StartAsync(companies: 3);

        app.Clock.Now = Slot.AddMilliseconds(-400);
        await app.FireAsync();
        app.Clock.Now = Slot.AddSeconds(70);
        await app.FireAsync();

        var files = await app.ReadStoreAsync();
        Assert.Equal(RunFile, Assert.Single(files.Keys, path => path.EndsWith("/run.json", StringComparison.Ordinal)));
        Assert.Equal(3, app.Queue.Enqueued.Distinct().Count());
        Assert.Equal(6, app.Queue.Enqueued.Count);
    }

    [Fact]
    public async Task A_timer_that_missed_its_time_says_so_in_the_plan()
    {
        await using var app = await App.StartAsync(companies: 1);

        app.Clock.Now = Slot.AddHours(3);
        await app.FireAsync(isPastDue: true);

        var plan = JsonNode.Parse((await app.ReadStoreAsync())[RunFile])!;
        Assert.Equal("2026-05-05T02:00:00.000Z", (string)plan["scheduledFor"]!);
        Assert.Equal("The schedule's timer for 2026-05-05 02:00:00Z fired late, at 2026-05-05 05:00:00Z.", (string)Assert.Single(plan["warnings"]!.AsArray())!);
    }

    [Fact]
    public async Task What_a_person_has_to_mend_is_told_by_the_log_and_not_tried_again_and_again()
    {
        await using var app = await App.StartAsync(companies: 1, ("Keepnet:ClientSecret", "wrong"));

        await app.FireAsync();

        Assert.Empty(app.Queue.Enqueued);
        Assert.Empty(await app.ReadStoreAsync());
    }
}
