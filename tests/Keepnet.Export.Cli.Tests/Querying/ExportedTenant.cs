using Keepnet.Export.Cli.Tests.Support;
using Keepnet.Simulator;
using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Export.Cli.Tests.Querying;

/// <summary>A tenant and the store it was exported to, once for all tests that only read.</summary>
public sealed class ExportedTenant : IAsyncLifetime
{
    // Noon of today, and it stays so: figures follow from the day.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddHours(12), TimeSpan.Zero));

    private readonly string _folder = Directory.CreateTempSubdirectory("keepnet-query-tests-").FullName;
    private SimulatedTenant _tenant = null!;

    public TenantData Data => _tenant.Data;

    /// <summary>The store's directory, whose name has everything that SQL and file patterns find special.</summary>
    public string Store => Path.Combine(_folder, "it's [a] store");

    public async Task InitializeAsync()
    {
        _tenant = await SimulatedTenant.StartAsync(new SimulatorOptions { TimeProvider = _clock }, CancellationToken.None);
        var result = await CliProcess.RunAsync(_folder, CliProcess.SettingsFor(_tenant), "export", "--out", Store, "--json");
        Assert.Equal(0, result.ExitCode);
    }

    public async Task DisposeAsync()
    {
        await _tenant.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal Task<CliResult> QueryAsync(params string[] arguments) => App.RunAsync(["query", .. arguments, "--out", Store]);
}
