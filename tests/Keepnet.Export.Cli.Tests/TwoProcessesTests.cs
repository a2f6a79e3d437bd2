using System.Security.Cryptography;
using System.Text.Json;
using Keepnet.Export.Cli.Tests.Support;
using Keepnet.Simulator;

namespace Keepnet.Export.Cli.Tests;

/// <summary>Two real processes on one run, one of them stopped (SIGSTOP) until the other has ended.</summary>
public sealed class TwoProcessesTests : CliTest
{
    private const int Companies = 8;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    [SkippableTheory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public async Task A_process_that_was_stopped_and_goes_on_late_changes_nothing_a_reader_sees(double share)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such signals.");
        await using var tenant = await StartTenantAsync(new SimulatorOptions { Companies = Companies, Latency = TimeSpan.FromMilliseconds(5) });
        await RunAsync(tenant, "export", "--out", "store");
        var calls = tenant.Calls.Total;
        tenant.Reset();
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(() => ReadUntil(stop.Token));

        using var late = Start(tenant, "export", "--out", "store", "--json");
        await UntilAsync(() => tenant.Calls.Total >= calls * share || late.HasExited, "the first process is at work");
        await late.SignalAsync("STOP");
        var runId = UnfinishedRun();
        var resumed = RunAsync(tenant, "export", "--resume", runId, "--out", "store", "--json");

        // Stopped with the lock of a file in its hand, it holds the other one up: then both go on together.
        await Task.WhenAny(resumed, Task.Delay(Longest));
        await late.SignalAsync("CONT");
        var first = await resumed;
        var second = await late.WaitAsync();
        await stop.CancelAsync();

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.True(second.ExitCode == 0, second.Error);
        Assert.True(await reader > 0, "The reader saw nothing.");
        var store = new StoreFolder(Path.Combine(Folder, "store"));
        Assert.Equal(tenant.Data.OpenCompanies().Select(company => company.Id).Order(StringComparer.Ordinal), store.CompaniesWithLatest());
        Assert.Equal(0, (await App.RunAsync("verify", "--out", Path.Combine(Folder, "store"))).ExitCode);
        Assert.False(Directory.Exists(Path.Combine(store.V1, ".staging")));
    }

    private string UnfinishedRun() => Directory.EnumerateDirectories(Path.Combine(Folder, "store", "v1", "runs"))
        .Single(run => !File.Exists(Path.Combine(run, "summary.json")))
        .Split("run_id=")[1];

    // From every latest.json to its manifest to the files, again and again; returns how often it looked.
    private int ReadUntil(CancellationToken stop)
    {
        var seen = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var looks = 0;
        while (!stop.IsCancellationRequested)
        {
            foreach (var latest in Directory.EnumerateFiles(Path.Combine(Folder, "store", "v1", "exports"), "latest.json", SearchOption.AllDirectories))
            {
                Look(latest, seen);
                looks++;
            }
        }

        return looks;
    }

    private void Look(string latest, Dictionary<string, DateTimeOffset> seen)
    {
        var pointer = JsonDocument.Parse(File.ReadAllText(latest)).RootElement;
        var requestedAt = pointer.GetProperty("requestedAt").GetDateTimeOffset();
        Assert.True(!seen.TryGetValue(latest, out var before) || before <= requestedAt, $"{latest} went back to {requestedAt}.");
        seen[latest] = requestedAt;
        var manifest = Path.Combine(Folder, "store", pointer.GetProperty("manifest").GetString()!);
        Assert.Equal(pointer.GetProperty("manifestSha256").GetString(), HashOf(manifest));
        foreach (var file in JsonDocument.Parse(File.ReadAllText(manifest)).RootElement.GetProperty("files").EnumerateArray())
        {
            Assert.Equal(file.GetProperty("sha256").GetString(), HashOf(Path.Combine(Path.GetDirectoryName(manifest)!, file.GetProperty("path").GetString()!)));
        }
    }

    private static string HashOf(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
