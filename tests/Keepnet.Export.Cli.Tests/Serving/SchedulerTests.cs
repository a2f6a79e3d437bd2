using System.Text.Json;
using Keepnet.Simulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using static Keepnet.Export.Cli.Tests.Serving.ServedExporter;

namespace Keepnet.Export.Cli.Tests.Serving;

/// <summary>Runs by the clock.</summary>
public sealed class SchedulerTests : ServeTests
{
    private static readonly (string, string) EveryNight = ("Export:Schedule", "0 0 2 * * *");

    [Fact]
    public async Task Starts_a_run_when_its_slot_comes()
    {
        var clock = ClockAt("2026-03-10T01:59:00Z");
        var served = await ServeAsync(clock, EveryNight);
        await served.UntilFinishedAsync("20260309T020000Z-schedule");

        clock.Advance(TimeSpan.FromMinutes(1));

        var run = await served.UntilFinishedAsync("20260310T020000Z-schedule");
        Assert.Equal("2026-03-10T02:00:00.000Z", Text(run, "scheduledFor"));
        Assert.DoesNotContain("late", Warnings(run), StringComparison.Ordinal);
        Assert.Equal(2, RunsInStore);
    }

    [Fact]
    public async Task Makes_up_for_the_slot_that_was_missed_and_says_so()
    {
        var served = await ServeAsync(ClockAt("2026-03-10T09:30:00Z"), EveryNight);

        var run = await served.UntilFinishedAsync("20260310T020000Z-schedule");

        Assert.Contains("late, at 2026-03-10 09:30:00Z", Warnings(run), StringComparison.Ordinal);
        Assert.Equal(1, RunsInStore);
    }

    [Fact]
    public async Task A_process_that_cannot_listen_starts_no_run()
    {
        await using var app = Create(Tenant.BaseUrl.ToString(), Tenant, Directory, ClockAt("2026-03-10T09:30:00Z"), EveryNight);

        await Assert.ThrowsAsync<IOException>(() => app.StartAsync());

        Assert.Equal((0, 0), (RunsInStore, Tenant.Calls.Count(Operation.Token)));
    }

    [Fact]
    public async Task Does_not_run_a_slot_again_after_a_restart()
    {
        var before = await ServeAsync(ClockAt("2026-03-10T03:00:00Z"), EveryNight);
        await before.UntilFinishedAsync("20260310T020000Z-schedule");
        await StopAsync(before);
        var listed = Tenant.Calls.Count(Operation.CompanySearch);

        var clock = ClockAt("2026-03-10T04:00:00Z");
        var after = await ServeAsync(clock, EveryNight);
        clock.Advance(TimeSpan.FromHours(22));
        await after.UntilFinishedAsync("20260311T020000Z-schedule");

        Assert.Equal(2, RunsInStore);
        Assert.Equal(2 * listed, Tenant.Calls.Count(Operation.CompanySearch));
    }

    [Fact]
    public async Task Does_not_make_up_for_slots_older_than_a_day()
    {
        var clock = ClockAt("2026-03-10T09:30:00Z");
        var served = await ServeAsync(clock, ("Export:Schedule", "0 0 2 1 * *"));

        await served.UntilFinishedAsync(await served.StartRunAsync());

        Assert.Equal(1, RunsInStore);
    }

    [Fact]
    public async Task Tries_again_until_the_api_can_be_reached()
    {
        var away = await SimulatedTenant.StartAsync(Options, CancellationToken.None);
        var url = away.BaseUrl.ToString();
        await away.DisposeAsync();
        var clock = ClockAt("2026-03-10T02:00:00Z");
        var served = await ServeAsync(clock, EveryNight, ("Keepnet:BaseUrl", url));
        await using var back = await SimulatedTenant.StartAsync(Options with { Urls = url }, CancellationToken.None);

        clock.Advance(TimeSpan.FromMinutes(1));
        clock.Advance(TimeSpan.FromMinutes(5));

        var run = await served.UntilFinishedAsync("20260310T020000Z-schedule");
        Assert.Equal(5, run.GetProperty("companies").GetProperty("expected").GetInt32());
    }

    [Fact]
    public async Task A_torn_plan_ends_neither_the_service_nor_other_runs()
    {
        var torn = Path.Combine(Directory, "v1/runs/run_id=20260310T020000Z-schedule/run.json");
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(torn)!);
        await File.WriteAllTextAsync(torn, "{");
        var served = await ServeAsync(ClockAt("2026-03-10T02:30:00Z"), EveryNight);

        await served.UntilFinishedAsync(await served.StartRunAsync());

        Assert.False(served.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
    }

    private static FakeTimeProvider ClockAt(string instant) =>
        new(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));

    private static string Warnings(JsonElement run) => run.GetProperty("warnings").ToString();
}
