using Keepnet.Export.Runs;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Storage;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Runs.Execution;

/// <summary>A store that fails as a whole: for a while, or until somebody acts.</summary>
public sealed class StoreOutageTests
{
    private const int Companies = 4;

    [Theory]
    [InlineData("start", "widgets.json")]
    [InlineData("commit", "reports.json")]
    [InlineData("create", "manifest.json")]
    [InlineData("create", "latest.json")]
    [InlineData("append", "journal.ndjson")]
    public async Task Stops_at_the_first_sign_of_a_full_disk_and_goes_on_when_there_is_room(string operation, string file)
    {
        await using var bench = await ExportBench.StartAsync(Companies);
        var isFull = true;
        var full = new StoreDecorator(bench.Store, (what, work) => isFull && what.StartsWith(operation, StringComparison.Ordinal) && what.EndsWith(file, StringComparison.Ordinal)
            ? throw new StoreException("Cannot write in /data: the disk is full. Free some space.", isPassing: false) { IsStoreWide = true }
            : work());

        var stopped = await bench.NewExporter(full, ("Export:MaxConcurrency", "1")).RunAsync();
        var asked = bench.Tenant.Calls.Requests.Select(request => request.CompanyId).Where(id => id is not null).Distinct().Count();
        isFull = false;
        var resumed = await bench.NewExporter(full).ResumeAsync();

        Assert.Equal((RunOutcome.Stopped, "storage"), (stopped.Outcome, stopped.Code));
        Assert.Contains("Free some space", stopped.Reason, StringComparison.Ordinal);
        Assert.Empty(stopped.Failures);

        // The reseller's own answers are asked for, too.
        Assert.InRange(asked, 1, 2);
        Assert.Equal((RunOutcome.Succeeded, stopped.RunId), (resumed.Outcome, resumed.RunId));
        await Wholeness.HoldsAsync(bench.Store, bench.Data, resumed.RunId!);
    }

    [SkippableTheory]
    [InlineData(16)]
    [InlineData(48)]
    [InlineData(100)]
    [InlineData(224)]
    [InlineData(360)]
    [InlineData(700)]
    [InlineData(1500)]
    public async Task Names_the_directory_of_a_disk_that_runs_full_and_journals_no_company_as_failed(int kilobytesLeft)
    {
        var root = Directory.CreateTempSubdirectory("full").FullName;
        using var disk = TinyDisk.Mount(root, kilobytes: 2048);
        await File.WriteAllBytesAsync(Path.Combine(disk.Path, "ballast"), new byte[(2048 - kilobytesLeft) << 10]);
        await using var bench = await ExportBench.StartAsync(12);
        await using var store = new DirectoryStore(disk.Path);
        var request = bench.NewExporter().Request();

        var stopped = await bench.NewExporter(store).RunAsync(request);
        var journal = await store.JournalAsync(request.RunId);
        disk.Grow(megabytes: 64);
        var resumed = await bench.NewExporter(store).RunAsync(request);

        Assert.True(stopped is { Outcome: RunOutcome.Stopped, Code: "storage" }, $"{stopped} {string.Join('\n', bench.Logs.Lines.TakeLast(12))}");
        Assert.Contains(disk.Path, stopped.Reason, StringComparison.Ordinal);
        Assert.Contains("the disk is full. Free some space", stopped.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(journal, entry => entry.Outcome == ExportOutcome.Failed);
        Assert.Equal(RunOutcome.Succeeded, resumed.Outcome);
        await Wholeness.HoldsAsync(store, bench.Data, resumed.RunId!);
    }

    [Theory]
    [InlineData(12, 20)]
    [InlineData(30, 20)]
    [InlineData(31, 20)]
    [InlineData(32, 20)]
    [InlineData(45, 200)]
    [InlineData(80, 60)]
    [InlineData(100, 20)]
    public async Task Waits_until_an_outage_of_the_store_is_over_and_loses_nothing(int afterOperations, int seconds)
    {
        await using var bench = await ExportBench.StartAsync(Companies);
        var store = new StoreDecorator(bench.Store, Outage(bench.Clock, afterOperations, TimeSpan.FromSeconds(seconds)));

        var result = await bench.NewExporter(store).RunAsync();

        Assert.Equal((RunOutcome.Succeeded, 0), (result.Outcome, result.Failures.Count));
        await Wholeness.HoldsAsync(bench.Store, bench.Data, result.RunId!);
        Assert.True((await bench.NewExporter().VerifyAsync()).Intact);

        // Calls made ahead that were called off on their way are counted, but may never have arrived.
        Assert.InRange(result.ApiCalls, bench.Tenant.Calls.Total, bench.Tenant.Calls.Total + (8 * Companies));
    }

    [Fact]
    public async Task Stops_and_can_be_resumed_when_an_outage_lasts_longer_than_a_company_may_be_put_off()
    {
        await using var bench = await ExportBench.StartAsync(Companies);
        var store = new StoreDecorator(bench.Store, Outage(bench.Clock, 20, TimeSpan.FromDays(1)));

        var stopped = await bench.NewExporter(store, ("Export:CompanyTimeBudget", "00:01:00")).RunAsync();
        var resumed = await bench.NewExporter().ResumeAsync();

        Assert.Equal((RunOutcome.Stopped, "storage"), (stopped.Outcome, stopped.Code));
        Assert.Equal(stopped.RunId, resumed.RunId);
        await Wholeness.HoldsAsync(bench.Store, bench.Data, resumed.RunId!);
    }

    // From some operation on everything fails until the time is over, whether it takes effect or not.
    private static Func<string, Func<Task>, Task> Outage(TimeProvider clock, int after, TimeSpan length)
    {
        var count = 0;
        DateTimeOffset? end = null;
        return async (_, work) =>
        {
            if (Interlocked.Increment(ref count) == after)
            {
                end = clock.GetUtcNow() + length;
                await work();
            }

            await (end is { } until && clock.GetUtcNow() < until
                ? throw new StoreException("The storage account cannot be reached.", isPassing: true) { IsStoreWide = true }
                : work());
        };
    }
}
