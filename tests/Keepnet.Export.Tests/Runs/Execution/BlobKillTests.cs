using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Keepnet.Export.Runs;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Storage;
using Keepnet.Export.Tests.Support;
using Xunit.Abstractions;

namespace Keepnet.Export.Tests.Runs.Execution;

/// <summary>The process dies, or the network goes away for a while, between the exporter and Blob Storage.</summary>
[Collection(AzuriteGroup.Name)]
public sealed class BlobKillTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int Companies = 1;

    // Every request would take minutes; with both kinds of death these cross all phases of a run.
    private const int EverySoMany = 4;

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Survives_its_death_at_requests_to_blob_storage(bool beforeItArrives)
    {
        await using var bench = await ExportBench.StartAsync(Companies);
        var deaths = 0;
        for (var fatal = 1; ; fatal += EverySoMany)
        {
            var container = $"kill-{Guid.NewGuid():N}";
            if (!await DieAtAsync(bench, container, fatal, beforeItArrives))
            {
                break;
            }

            deaths++;
            await using var next = new Exporter(bench.Settings(), Store(container), bench.Clock);
            var plan = await next.Runs.FindUnfinishedAsync(default);
            var result = plan is null ? await next.RunAsync() : await next.ResumeAsync(plan.RunId);
            Assert.Equal(RunOutcome.Succeeded, result.Outcome);
            await Wholeness.HoldsAsync(Store(container), bench.Data, result.RunId!);
            Assert.True((await next.VerifyAsync()).Intact);
        }

        output.WriteLine($"{deaths} kill points survived.");
        Assert.True(deaths > 5, $"Only {deaths} requests were tried.");
    }

    [SkippableTheory]
    [InlineData(10, 20)]
    [InlineData(20, 120)]
    [InlineData(30, 20)]
    public async Task Waits_until_an_outage_of_blob_storage_is_over_and_loses_nothing(int afterRequests, int seconds)
    {
        await using var bench = await ExportBench.StartAsync(2);
        var container = $"outage-{Guid.NewGuid():N}";
        var count = 0;
        DateTimeOffset? end = null;
        var store = Store(container, async (_, send) =>
        {
            if (Interlocked.Increment(ref count) == afterRequests)
            {
                // The last request arrives, its answer is lost.
                end = bench.Clock.GetUtcNow() + TimeSpan.FromSeconds(seconds);
                await send();
            }

            return end is { } until && bench.Clock.GetUtcNow() < until ? throw new HttpRequestException("The network is unreachable.") : await send();
        });

        var result = await bench.NewExporter(store).RunAsync();

        Assert.True(end is not null, $"Only {count} requests were made.");
        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        await Wholeness.HoldsAsync(Store(container), bench.Data, result.RunId!);
    }

    // False when the run had ended before it came to the fatal request.
    private async Task<bool> DieAtAsync(ExportBench bench, string container, int fatal, bool before)
    {
        var count = 0;
        var mortal = Store(container, async (_, send) =>
        {
            var number = Interlocked.Increment(ref count);
            if (number == fatal && !before)
            {
                (await send()).Dispose();
            }

            return number >= fatal ? throw new DeathException() : await send();
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

    private BlobStore Store(string container, Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>>? interfere = null)
    {
        var options = new BlobClientOptions { Retry = { MaxRetries = 1, Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) } };
        if (interfere is not null)
        {
            options.Transport = new HttpClientTransport(new InterferingHandler(interfere));
        }

        return new BlobStore(new BlobContainerClient(azurite.ConnectionString, container, options));
    }

    // Nobody in the process survives to handle it.
    private sealed class DeathException : Exception;
}
