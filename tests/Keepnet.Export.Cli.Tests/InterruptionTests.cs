using Keepnet.Export.Cli.Tests.Support;
using Keepnet.Export.CrashHarness;
using Keepnet.Simulator;

namespace Keepnet.Export.Cli.Tests;

public sealed class InterruptionTests : CliTest
{
    private const int Companies = 12;

    [SkippableTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_the_run_in_good_order_and_the_run_can_be_resumed(string signal, int exitCode)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such signals.");
        await using var tenant = await StartTenantAsync(new SimulatorOptions { Companies = Companies, Latency = TimeSpan.FromMilliseconds(40) });
        var store = new StoreFolder(Path.Combine(Folder, "store"));

        using var process = Start(tenant, "export", "--out", "store", "--json");
        await UntilAsync(() => store.CompaniesWithLatest().Count > 0, "a company is exported");
        await process.SignalAsync(signal);
        var interrupted = await process.WaitAsync();
        var runId = interrupted.Document.GetProperty("runId").GetString();
        var resumed = await RunAsync(tenant, "export", "--resume", "--out", "store", "--json");

        Assert.Equal(exitCode, interrupted.ExitCode);
        Assert.Equal("canceled", interrupted.Document.GetProperty("outcome").GetString());
        Assert.Contains($"export --resume {runId} --out store", interrupted.Error, StringComparison.Ordinal);
        Assert.Equal(0, resumed.ExitCode);
        Assert.Equal(runId, resumed.Document.GetProperty("runId").GetString());
        Assert.Equal(OpenIds(tenant), store.CompaniesWithLatest());
        Assert.Empty(store.Strays());
    }

    [SkippableFact]
    public async Task A_simulated_tenant_ends_quietly_at_an_interrupt()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such signals.");
        using var process = CliProcess.Start(Folder, new Dictionary<string, string>(), "simulate", "--urls", "http://127.0.0.1:0", "--companies", "2");
        await UntilAsync(() => process.HasExited || process.Output.Contains("Ctrl-C ends", StringComparison.Ordinal), "the tenant answers");
        await process.SignalAsync("INT");
        var result = await process.WaitAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Killed_at_ten_random_instants_and_resumed_every_company_is_there_exactly_once()
    {
        var options = new KillOptions { Kills = 10, Companies = Companies, Seed = Random.Shared.Next() };
        var story = new StringWriter();

        var report = await KillRounds.RunAsync(options, story, CancellationToken.None);

        Assert.True(report.Problems.Count == 0, story.ToString());
        Assert.Equal(10, report.Kills);
    }

    private static List<string> OpenIds(SimulatedTenant tenant) =>
        [.. tenant.Data.OpenCompanies().Select(company => company.Id).Order(StringComparer.Ordinal)];
}
