using Keepnet.Api.Reports;
using Keepnet.Api.Tests.Support;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Simulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Tests.Telemetry;

/// <summary>The exporter as registered, with everything it measures and logs caught, on a simulated tenant.</summary>
public sealed class TelemetryFixture : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("keepnet-telemetry-").FullName;
    private readonly List<IHost> _hosts = [];
    private SimulatedTenant _tenant = null!;

    internal TestMeters Meters { get; } = new();

    internal EventLog Log { get; } = new();

    internal IEnumerable<LoggedEvent> RunsEnded => Log.Events.Where(logged => logged.Name == "RunEnded");

    public async Task InitializeAsync() => _tenant = await SimulatedTenant.StartAsync(new SimulatorOptions { Companies = 3 }, CancellationToken.None);

    public async Task DisposeAsync()
    {
        _hosts.ForEach(host => host.Dispose());
        Meters.Dispose();
        await _tenant.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>A process of its own, as far as memory goes, on the same store.</summary>
    internal IHost CreateHost(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Keepnet:BaseUrl"] = _tenant.BaseUrl.ToString(),
            ["Keepnet:ClientId"] = _tenant.Options.ClientId,
            ["Keepnet:ClientSecret"] = _tenant.Options.ClientSecret,
            ["Export:Directory"] = _directory,
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value));
        builder.Services.AddSingleton<System.Diagnostics.Metrics.IMeterFactory>(Meters);
        builder.Logging.AddProvider(Log);
        builder.AddKeepnetExport();
        var host = builder.Build();
        _hosts.Add(host);
        return host;
    }

    internal static RunRequest Request() => new()
    {
        RunId = RunId.Create(RunTrigger.Cli, TimeProvider.System.GetUtcNow()),
        Trigger = RunTrigger.Cli,
        Period = ReportPeriod.Default,
        Filters = new CompanyFilters(),
    };

    internal static Task<RunSummary> RunAsync(IHost host) => RunAsync(host, Request());

    internal static Task<RunSummary> RunAsync(IHost host, RunRequest request) =>
        host.Services.GetRequiredService<LocalRunner>().RunAsync(request, CancellationToken.None);
}
