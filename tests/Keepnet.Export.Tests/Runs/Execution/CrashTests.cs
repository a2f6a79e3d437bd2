using Keepnet.Export.Runs;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Support;
using Xunit.Abstractions;

namespace Keepnet.Export.Tests.Runs.Execution;

/// <summary>The process dies at every single operation of the store, just before or just after it takes effect.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Companies = 2;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Survives_its_death_at_every_operation_of_the_store(bool beforeItTakesEffect)
    {
        await using var bench = await ExportBench.StartAsync(Companies);
        var deaths = 0;
        for (var fatal = 1; ; fatal++)
        {
            var store = new MemoryStore();
            if (!await DieAtAsync(bench, store, fatal, beforeItTakesEffect))
            {
                break;
            }

            deaths++;
            await using var next = new Exporter(bench.Settings(), store, bench.Clock);
            await AssertWholeAsync(bench, store, next, await GoOnAsync(next));
        }

        output.WriteLine($"{deaths} deaths survived.");

        // Each company alone takes more.
        Assert.True(deaths > Companies * 10, $"Only {deaths} operations were tried.");
    }

    [Fact]
    public async Task Survives_every_single_failure_of_the_store()
    {
        await using var bench = await ExportBench.StartAsync(Companies);
        for (var faulty = 1; ; faulty++)
        {
            var store = new MemoryStore();
            var count = 0;
            var shaky = new StoreDecorator(store, async (_, work) =>
            {
                if (Interlocked.Increment(ref count) == faulty)
                {
                    throw new StoreException("The disk is full.", isPassing: true);
                }

                await work();
            });
            await using var exporter = new Exporter(
                new Dictionary<string, string?>(bench.Settings()) { ["Export:RedeliveryDelay"] = "00:00:00" }, shaky, bench.Clock);
            var result = await exporter.RunAsync();
            if (count < faulty)
            {
                break;
            }

            Assert.True(result is { Outcome: RunOutcome.Succeeded } or { Outcome: RunOutcome.Stopped, Code: "storage" }, result.Reason);
            var runId = result.Outcome == RunOutcome.Stopped ? await GoOnAsync(exporter) : result.RunId!;
            output.WriteLine($"Failure {faulty} survived: {result.Outcome}.");
            await AssertWholeAsync(bench, store, exporter, runId);
        }
    }

    // False when the run had ended before it came to the fatal operation.
    private static async Task<bool> DieAtAsync(ExportBench bench, MemoryStore store, int fatal, bool beforeItTakesEffect)
    {
        var count = 0;
        var mortal = new StoreDecorator(store, async (_, work) =>
        {
            var number = Interlocked.Increment(ref count);
            if (number == fatal && !beforeItTakesEffect)
            {
                await work();
            }

            await (number >= fatal ? throw new DeathException() : work());
        });
        await using var exporter = new Exporter(bench.Settings(), mortal, bench.Clock);
        try
        {
            await exporter.RunAsync();
        }
        catch (DeathException)
        {
        }

        return count >= fatal;
    }

    private static async Task<string> GoOnAsync(Exporter exporter)
    {
        var plan = await exporter.Runs.FindUnfinishedAsync(default);
        var result = plan is null ? await exporter.RunAsync() : await exporter.ResumeAsync(plan.RunId);
        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        return result.RunId!;
    }

    private static async Task AssertWholeAsync(ExportBench bench, MemoryStore store, Exporter exporter, string runId)
    {
        var summary = await store.SummaryAsync(runId);
        Assert.Equal((Companies, Companies), (summary.Companies.Expected, summary.Companies.Succeeded));
        foreach (var company in bench.Data.Companies())
        {
            // Holds also that the folder has exactly what the manifest lists.
            await Truth.HoldsAsync(store, bench.Data, (await store.ManifestAsync(company.Id, runId))!);
            Assert.Equal(runId, (await store.LatestAsync(company.Id))!.RunId);
        }

        var report = await exporter.VerifyAsync(clean: true);
        Assert.True(report.Intact, string.Join('\n', report.Problems));
        Assert.DoesNotContain(store.Paths, path => path.Contains(".staging", StringComparison.Ordinal));
    }

    // Nobody in the process survives to handle it.
    private sealed class DeathException : Exception;
}
