using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Tests.Support;
using Keepnet.Simulator;

namespace Keepnet.Conformance.Tests.Transport;

/// <summary>The same against the simulated tenant, for whose other clients these faults are made.</summary>
public sealed class SimulatedFaultTests
{
    [Theory]
    [InlineData("byte-order-mark")]
    [InlineData("utf-16")]
    [InlineData("doubled")]
    [InlineData("single-widgets")]
    [InlineData("long-filter")]
    public async Task A_simulated_tenant_with_this_quirk_is_exported_whole(string fault)
    {
        await using var bench = await ExportBench.StartAsync(4, fault);

        var run = await ExportAsync(bench);

        run.Succeeded();
        foreach (var company in bench.Data.OpenCompanies())
        {
            await Truth.HoldsAsync(bench.Store, bench.Data, run.Manifests[company.Id]);
        }

        Assert.Contains(bench.Tenant.Calls.Requests, request => request.Faults.Contains(fault));
        Assert.Empty(bench.Tenant.Calls.Mistakes);
    }

    [Fact]
    public async Task A_simulated_tenant_that_asks_to_wait_an_hour_loses_no_company()
    {
        await using var bench = await ExportBench.StartAsync(new SimulatorOptions { Companies = 3, Faults = ["throttle-hour:0.1"] }, speed: 10_000);

        var run = await ExportAsync(bench, ("Export:CompanyTimeBudget", "7.00:00:00"), ("Keepnet:MaxRetryAfter", "1.00:00:00"));

        run.Succeeded();
        Assert.True(run.Document.Throttled > 0);
    }

    [Fact]
    public async Task A_simulated_tenant_that_sends_clients_elsewhere_stops_the_run()
    {
        await using var bench = await ExportBench.StartAsync(2, "foreign-redirect");

        var run = await ExportAsync(bench);

        run.Stopped("protocol", "https://elsewhere.example");
        Assert.Equal([Operation.Token, Operation.CompanySearch], bench.Tenant.Calls.Requests.Select(request => request.Operation));
    }

    private static async Task<Run> ExportAsync(ExportBench bench, params (string, string?)[] settings)
    {
        var exporter = bench.NewExporter(settings);
        var run = await Run.ReadAsync(await exporter.RunAsync(), bench.Store, []);
        await Promises.HoldAsync(run, exporter, bench.Logs);
        return run;
    }
}
