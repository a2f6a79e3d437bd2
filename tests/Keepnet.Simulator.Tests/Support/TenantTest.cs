namespace Keepnet.Simulator.Tests;

/// <summary>A tenant and a signed-in client for one test.</summary>
internal sealed class TenantTest : IAsyncDisposable
{
    private TenantTest(SimulatedTenant tenant, TenantClient client) => (Tenant, Client) = (tenant, client);

    public SimulatedTenant Tenant { get; }

    public TenantClient Client { get; }

    public TenantData Data => Tenant.Data;

    /// <summary>The first company that can be read.</summary>
    public SimulatedCompany Company => Data.OpenCompanies().First();

    public static Task<TenantTest> StartAsync(params string[] faults) =>
        StartAsync(new SimulatorOptions { Faults = faults });

    public static async Task<TenantTest> StartAsync(SimulatorOptions options)
    {
        var tenant = await SimulatedTenant.StartAsync(options, CancellationToken.None);
        var client = new TenantClient(tenant);
        client.UseToken(tenant.IssueToken());
        return new TenantTest(tenant, client);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Tenant.DisposeAsync();
    }
}
