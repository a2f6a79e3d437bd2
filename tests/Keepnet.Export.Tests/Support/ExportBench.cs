using Keepnet.Export.Storage;
using Keepnet.Simulator;

namespace Keepnet.Export.Tests.Support;

/// <summary>A simulated tenant, a store, and exporters that work on them.</summary>
internal sealed class ExportBench : IAsyncDisposable
{
    private readonly List<Exporter> _exporters = [];

    private ExportBench(SimulatedTenant tenant, FastClock clock) => (Tenant, Clock) = (tenant, clock);

    public SimulatedTenant Tenant { get; }

    public TenantData Data => Tenant.Data;

    public FastClock Clock { get; }

    public MemoryStore Store { get; init; } = new();

    public LogRecorder Logs { get; } = new();

    public static Task<ExportBench> StartAsync(int companies, params string[] faults) =>
        StartAsync(new SimulatorOptions { Companies = companies, Faults = faults });

    public static async Task<ExportBench> StartAsync(SimulatorOptions options, int speed = 100)
    {
        var clock = new FastClock(speed);
        return new ExportBench(await SimulatedTenant.StartAsync(options with { TimeProvider = clock }, default), clock);
    }

    /// <summary>Another process on the bench's store.</summary>
    public Exporter NewExporter(params (string Key, string? Value)[] settings) => NewExporter(Store, settings);

    public Exporter NewExporter(IExportStore store, params (string Key, string? Value)[] settings)
    {
        var exporter = new Exporter(Settings(settings), store, Clock, Logs);
        _exporters.Add(exporter);
        return exporter;
    }

    public Dictionary<string, string?> Settings(params (string Key, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Keepnet:BaseUrl"] = Tenant.BaseUrl.ToString(),
            ["Keepnet:ClientId"] = Tenant.Options.ClientId,
            ["Keepnet:ClientSecret"] = Tenant.Options.ClientSecret,

            // The clock is fast; a busy machine is not.
            ["Keepnet:RequestTimeout"] = "1.00:00:00",
            ["Keepnet:IdleTimeout"] = "1.00:00:00",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var exporter in _exporters)
        {
            await exporter.DisposeAsync();
        }

        await Tenant.DisposeAsync();
    }
}
