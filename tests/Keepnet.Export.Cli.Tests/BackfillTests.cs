using System.Text.Json;
using Keepnet.Export.Cli.Tests.Support;
using Keepnet.Simulator;

namespace Keepnet.Export.Cli.Tests;

public sealed class BackfillTests : CliTest
{
    [Fact]
    public async Task Exports_a_run_per_month_oldest_first_and_fetches_no_month_twice()
    {
        await using var tenant = await StartTenantAsync(new SimulatorOptions { Companies = 2 });

        var first = await BackfillAsync(tenant, "2026-01", "2026-02");
        var longer = await BackfillAsync(tenant, "2026-01", "2026-03");

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(["2026-01-01_2026-01-31", "2026-02-01_2026-02-28"], Periods(first));
        Assert.Equal(0, longer.ExitCode);
        Assert.Equal("succeeded", longer.Document.GetProperty("outcome").GetString());
        Assert.Equal(["2026-01-01_2026-01-31", "2026-02-01_2026-02-28", "2026-03-01_2026-03-31"], Periods(longer));
        Assert.Equal(RunIds(first), RunIds(longer).Take(2));
        Assert.Equal([0, 0], Runs(longer).Take(2).Select(run => run.GetProperty("apiCalls").GetInt64()));
        Assert.Contains("2026-01-01_2026-01-31 was exported by run", longer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_the_calls_of_each_month_by_themselves()
    {
        await using var tenant = await StartTenantAsync(new SimulatorOptions { Companies = 2 });

        var result = await BackfillAsync(tenant, "2026-01", "2026-02");

        Assert.Equal(tenant.Calls.Total, Runs(result).Sum(run => run.GetProperty("apiCalls").GetInt64()));
    }

    [Fact]
    public async Task Exports_a_month_again_when_some_companies_failed()
    {
        await using (var faulty = await StartTenantAsync(new SimulatorOptions { Companies = 3, Faults = ["gone-company"] }))
        {
            Assert.Equal(1, (await BackfillAsync(faulty, "2026-01", "2026-01")).ExitCode);
        }

        await using var tenant = await StartTenantAsync(new SimulatorOptions { Companies = 3 });
        var result = await BackfillAsync(tenant, "2026-01", "2026-01");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(2, new StoreFolder(Path.Combine(Folder, "store")).RunIds().Count);
    }

    [Fact]
    public async Task Says_at_the_top_why_it_ended_early()
    {
        await using var tenant = await StartTenantAsync(new SimulatorOptions { Companies = 1, Faults = ["ip-restricted"] });

        var result = await BackfillAsync(tenant, "2026-01", "2026-02");

        var reason = result.Document.GetProperty("reason").GetString()!;
        Assert.Equal((3, "stopped"), (result.ExitCode, result.Document.GetProperty("outcome").GetString()));
        Assert.Equal("ipRestricted", result.Document.GetProperty("code").GetString());
        Assert.Equal(reason, Assert.Single(Runs(result)).GetProperty("reason").GetString());
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2199-01", null, "--backfill-from 2199-01 has not begun;")]
    [InlineData("2026-01", "2199-01", "--backfill-to 2199-01 has not begun;")]
    public async Task Refuses_months_that_have_not_begun(string from, string? to, string sentence)
    {
        await using var tenant = await StartTenantAsync(new SimulatorOptions { Companies = 1 });

        var result = await BackfillAsync(tenant, from, to);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(sentence, result.Error, StringComparison.Ordinal);
        Assert.Equal(0, tenant.Calls.Total);
    }

    private Task<CliResult> BackfillAsync(SimulatedTenant tenant, string from, string? to) =>
        RunAsync(tenant, ["export", "--out", "store", "--json", "--backfill-from", from, .. to is null ? Array.Empty<string>() : ["--backfill-to", to]]);

    private static List<JsonElement> Runs(CliResult result) => [.. result.Document.GetProperty("runs").EnumerateArray()];

    private static IEnumerable<string?> Periods(CliResult result) => Runs(result).Select(run => run.GetProperty("period").GetString());

    private static IEnumerable<string?> RunIds(CliResult result) => Runs(result).Select(run => run.GetProperty("runId").GetString());
}
