using System.Diagnostics;
using Keepnet.Simulator;

namespace Keepnet.Export.Cli.Tests.Support;

/// <summary>A folder of its own for every test, and processes that run in it.</summary>
public abstract class CliTest : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    protected string Folder { get; } = Directory.CreateTempSubdirectory("keepnet-cli-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected static Task<SimulatedTenant> StartTenantAsync(SimulatorOptions options) =>
        SimulatedTenant.StartAsync(options, CancellationToken.None);

    private protected Task<CliResult> RunAsync(SimulatedTenant? tenant, params string[] arguments) =>
        CliProcess.RunAsync(Folder, tenant is null ? [] : CliProcess.SettingsFor(tenant), arguments);

    private protected CliProcess Start(SimulatedTenant tenant, params string[] arguments) =>
        CliProcess.Start(Folder, CliProcess.SettingsFor(tenant), arguments);

    /// <summary>Looks again and again, for a bounded time.</summary>
    protected static async Task UntilAsync(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Patience, $"Waited {Patience} in vain until {what}.");
            await Task.Delay(BetweenLooks);
        }
    }
}
