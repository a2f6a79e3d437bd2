using Keepnet.Simulator;

namespace Keepnet.Export.Cli.Tests.Serving;

/// <summary>A simulated tenant, a directory and <c>serve</c> between the two.</summary>
public abstract class ServeTests : IAsyncLifetime
{
    private readonly List<ServedExporter> _started = [];

    private protected SimulatedTenant Tenant { get; private set; } = null!;

    private protected string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("keepnet-serve-").FullName;

    private protected virtual SimulatorOptions Options => new() { Companies = 5 };

    public async Task InitializeAsync() => Tenant = await SimulatedTenant.StartAsync(Options, CancellationToken.None);

    public async Task DisposeAsync()
    {
        foreach (var served in _started)
        {
            await served.DisposeAsync();
        }

        await Tenant.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private protected Task<ServedExporter> ServeAsync(params (string Key, string Value)[] settings) => ServeAsync(null, settings);

    private protected async Task<ServedExporter> ServeAsync(TimeProvider? time, params (string Key, string Value)[] settings)
    {
        var served = await ServedExporter.StartAsync(Tenant, Directory, time, settings);
        _started.Add(served);
        return served;
    }

    private protected async Task StopAsync(ServedExporter served)
    {
        _started.Remove(served);
        await served.DisposeAsync();
    }

    private protected int RunsInStore => System.IO.Directory.Exists(Path.Combine(Directory, "v1", "runs"))
        ? System.IO.Directory.GetFiles(Path.Combine(Directory, "v1", "runs"), "run.json", SearchOption.AllDirectories).Length
        : 0;
}
