using Keepnet.Api.Reports;
using Keepnet.Export.Cli.Hosting;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Runs.Planning;
using Keepnet.Simulator;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace Keepnet.Export.Cli.Tests.Hosting;

public sealed class TelemetryTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("keepnet-otlp-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Sends_the_traces_metrics_and_logs_of_a_run_to_the_collector_before_the_process_ends()
    {
        await using var collector = await FakeCollector.StartAsync();
        await using var tenant = await SimulatedTenant.StartAsync(new SimulatorOptions { Companies = 2 }, CancellationToken.None);

        using (var host = ExporterHost.Create(Settings(tenant, collector), isolated: true))
        {
            await host.Services.GetRequiredService<LocalRunner>().RunAsync(
                new RunRequest
                {
                    RunId = RunId.Create(RunTrigger.Cli, TimeProvider.System.GetUtcNow()),
                    Trigger = RunTrigger.Cli,
                    Period = ReportPeriod.Default,
                    Filters = new CompanyFilters(),
                },
                CancellationToken.None);
        }

        Assert.Contains("export company", collector.Of("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("POST /api/executive-report/search", collector.Of("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("keepnet.export.companies", collector.Of("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("keepnet.api.calls", collector.Of("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("RunEnded", collector.Of("/v1/logs"), StringComparison.Ordinal);
        Assert.Contains("keepnet-export", collector.Of("/v1/logs"), StringComparison.Ordinal);
        Assert.DoesNotContain(tenant.Options.ClientSecret, string.Concat(collector.Received), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_collector_nothing_listens()
    {
        using var host = ExporterHost.Create(new Dictionary<string, string?> { ["Export:Directory"] = _directory }, isolated: true);

        Assert.Null(host.Services.GetService<TracerProvider>());
    }

    private Dictionary<string, string?> Settings(SimulatedTenant tenant, FakeCollector collector) => new()
    {
        ["Keepnet:BaseUrl"] = tenant.BaseUrl.ToString(),
        ["Keepnet:ClientId"] = tenant.Options.ClientId,
        ["Keepnet:ClientSecret"] = tenant.Options.ClientSecret,
        ["Export:Directory"] = _directory,
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    };
}
