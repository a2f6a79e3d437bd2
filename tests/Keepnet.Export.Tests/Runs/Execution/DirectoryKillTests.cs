using Keepnet.Api;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Keepnet.Export.Tests.Runs.Execution;

/// <summary>
/// The process is killed around and inside every operation of a directory store and around every call of the API. What it leaves
/// on disk is copied at each of these instants, and a new process goes on from every copy.
/// </summary>
public sealed class DirectoryKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Companies = 2;

    private readonly string _root = Directory.CreateTempSubdirectory("kill").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Survives_its_death_at_every_step_of_a_directory_store_and_at_every_call(bool hasEarlierRun)
    {
        await using var bench = await ExportBench.StartAsync(Companies);
        var points = new KillPoints(Path.Combine(_root, "store"), Path.Combine(_root, "left"));
        if (hasEarlierRun)
        {
            await RunAsync(bench, null);
        }

        await RunAsync(bench, points);
        foreach (var (instant, directory) in points.Left)
        {
            await GoOnAsync(bench, directory, instant);
        }

        output.WriteLine($"{points.Count} kill points survived, {points.Left.Count} of which left something else behind.");
        Assert.True(points.Count > 150, $"Only {points.Count} instants were tried.");
        Assert.True(points.Left.Count > 40, $"Only {points.Left.Count} different states were left.");
    }

    [Fact]
    public async Task Survives_a_journal_line_that_is_cut_anywhere_and_locks_of_the_dead()
    {
        await using var bench = await ExportBench.StartAsync(Companies);
        await RunAsync(bench, null);
        var store = Path.Combine(_root, "store");
        var journal = Directory.GetFiles(store, "journal.ndjson", SearchOption.AllDirectories).Single();
        File.Delete(Path.Combine(Path.GetDirectoryName(journal)!, "summary.json"));
        var whole = await File.ReadAllBytesAsync(journal);
        var lastLine = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;
        Directory.CreateDirectory(Path.Combine(store, "v1/.staging/locks"));
        Directory.CreateDirectory(Path.Combine(store, "v1/.staging/0123456789abcdef"));
        await File.WriteAllTextAsync(Path.Combine(store, "v1/.staging/locks/0123456789abcdef"), "");
        await File.WriteAllTextAsync(Path.Combine(store, "v1/.staging/0123456789abcdef/fedcba9876543210"), "[{\"resourceId\":");

        for (var cut = lastLine; cut < whole.Length; cut += 37)
        {
            var copy = Path.Combine(_root, $"cut{cut}");
            CopyDirectory(store, copy);
            await File.WriteAllBytesAsync(Path.Combine(copy, Path.GetRelativePath(store, journal)), whole[..cut]);
            await GoOnAsync(bench, copy, $"journal cut after {cut - lastLine} bytes of a line");
        }
    }

    // One run on the store's directory; with points, the instants are taken on the way.
    private async Task RunAsync(ExportBench bench, KillPoints? points)
    {
        using var gate = new SemaphoreSlim(1, 1);
        var clock = new StepClock(() => points?.Take("in the middle of an operation"));
        var store = new DirectoryStore(Path.Combine(_root, "store"), clock);
        var observed = new StoreDecorator(store, async (operation, work) =>
        {
            // One at a time, so that every copy is of one instant.
            await gate.WaitAsync();
            points?.Take($"before {operation}");
            await work();
            points?.Take($"after {operation}");
            gate.Release();
        });
        await using var exporter = new Exporter(bench.Settings(), observed, bench.Clock, configure: services => services
            .AddHttpClient(KeepnetClient.HttpClientName)
            .AddHttpMessageHandler(() => new CallObserver(what => points?.Take(what))));
        Assert.Equal(RunOutcome.Succeeded, (await exporter.RunAsync()).Outcome);
        points?.Take("at the end");
        await store.DisposeAsync();
    }

    private static async Task GoOnAsync(ExportBench bench, string directory, string instant)
    {
        string runId;
        await using (var next = new Exporter(bench.Settings(), new DirectoryStore(directory), bench.Clock))
        {
            var plan = await next.Runs.FindUnfinishedAsync(default);
            var finished = plan is null ? await NewestSummaryAsync(next) : null;
            var result = finished ?? (plan is null ? await next.RunAsync() : await next.ResumeAsync(plan.RunId));
            Assert.True(result.Outcome == RunOutcome.Succeeded, $"Killed {instant}: {result}");
            runId = result.RunId!;
            if (finished is not null)
            {
                // The run is over; its temporary data goes with the next one, or so.
                await next.VerifyAsync(clean: true);
            }
        }

        await using var reader = new DirectoryStore(directory);
        await Wholeness.HoldsAsync(reader, bench.Data, runId);
        await using var verifying = new Exporter(bench.Settings(), reader, bench.Clock);
        var report = await verifying.VerifyAsync();
        Assert.True(report.Intact, $"Killed {instant}: {string.Join('\n', report.Problems)}");
        Assert.False(Directory.Exists(Path.Combine(directory, StorePaths.Staging)), $"Killed {instant}: temporary data is left.");
    }

    // A run that was killed after its summary is over, unless it is the earlier one.
    private static async Task<RunSummary?> NewestSummaryAsync(Exporter exporter) =>
        (await exporter.Runs.ListAsync(default)) is [var newest, ..] ? await exporter.Runs.FindSummaryAsync(newest, default) : null;

    private static void CopyDirectory(string source, string target)
    {
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Tells when a store is about to wait for a lock: its data is staged and forced to disk, and not yet in place.</summary>
    private sealed class StepClock(Action step) : TimeProvider
    {
        public override long GetTimestamp()
        {
            step();
            return base.GetTimestamp();
        }
    }

    private sealed class CallObserver(Action<string> observe) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            observe($"before {request.Method} {request.RequestUri!.AbsolutePath}");
            var answer = await base.SendAsync(request, cancellationToken);
            observe($"after {request.Method} {request.RequestUri!.AbsolutePath}");
            return answer;
        }
    }
}
