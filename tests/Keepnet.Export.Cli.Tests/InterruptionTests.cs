using Keepnet.Export.Cli.Tests.Support;
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

    [SkippableFact]
    public async Task Killed_at_ten_random_moments_and_resumed_every_company_is_there_exactly_once()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such signals.");
        await using var tenant = await StartTenantAsync(new SimulatorOptions { Companies = Companies, Latency = TimeSpan.FromMilliseconds(3) });
        var whole = await RunAsync(tenant, "export", "--out", "whole", "--json");
        var calls = whole.Document.GetProperty("apiCalls").GetInt64();

        for (var kill = 0; kill < 10; kill++)
        {
            await KillAndResumeAsync(tenant, $"store{kill}", Random.Shared.NextInt64(1, calls + 1));
        }
    }

    private async Task KillAndResumeAsync(SimulatedTenant tenant, string name, long afterCalls)
    {
        var store = new StoreFolder(Path.Combine(Folder, name));
        tenant.Reset();
        using (var process = Start(tenant, "export", "--out", name))
        {
            await UntilAsync(() => tenant.Calls.Total >= afterCalls || process.HasExited, $"call {afterCalls} is made");
            await process.SignalAsync("KILL");
            await process.WaitAsync();
        }

        string[] goOn = store.HasPlan() ? ["export", "--resume", "--out", name, "--json"] : ["export", "--out", name, "--json"];
        var resumed = store.IsFinished() ? null : await RunAsync(tenant, goOn);
        var verified = await App.RunAsync("verify", "--out", Path.Combine(Folder, name));

        var moment = $"Killed after {afterCalls} calls. {resumed?.Error} {verified.Output}";
        Assert.True(resumed is null or { ExitCode: 0 }, moment);
        Assert.True(verified.ExitCode == 0, moment);
        Assert.Equal(OpenIds(tenant), store.CompaniesWithLatest());
        Assert.Equal(Companies, store.Summary().GetProperty("roster").GetProperty("count").GetInt32());
        Assert.True(store.Strays().Count == 0, moment + string.Join(", ", store.Strays()));
    }

    private static List<string> OpenIds(SimulatedTenant tenant) =>
        [.. tenant.Data.OpenCompanies().Select(company => company.Id).Order(StringComparer.Ordinal)];
}
