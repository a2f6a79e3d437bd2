using Keepnet.Export.Cli.Tests.Support;
using Keepnet.Simulator;

namespace Keepnet.Export.Cli.Tests;

public sealed class MisbehavingTenantTests : CliTest
{
    // The waits between tries are real, so few companies have to do.
    private const int Companies = 2;

    [Fact]
    public async Task A_tenant_that_misbehaves_in_every_way_leaves_every_company_accounted_for()
    {
        await using var tenant = await StartTenantAsync(new SimulatorOptions { Companies = Companies, Faults = ["all:0.2"] });

        var result = await RunAsync(tenant, "export", "--json", "--concurrency", "2");
        var verified = await App.RunAsync("verify", "--out", Path.Combine(Folder, "exports"));

        Assert.InRange(result.ExitCode, 0, 1);
        var counts = result.Document.GetProperty("companies");
        Assert.Equal(Companies, counts.GetProperty("expected").GetInt32());
        Assert.Equal(Companies, new[] { "succeeded", "partial", "skipped", "failed" }.Sum(outcome => counts.GetProperty(outcome).GetInt32()));
        Assert.True(verified.ExitCode == 0, verified.Output);
    }
}
