using Keepnet.Export.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Keepnet.Export.Cli.Hosting;

/// <summary>Sends traces, metrics and logs to an OpenTelemetry collector when the standard variable names one.</summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static IHostApplicationBuilder AddKeepnetTelemetry(this IHostApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[Endpoint]))
        {
            return builder;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService("keepnet-export", serviceVersion: ToolVersion.Text.Split(' ')[^1])

                // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES have the last word.
                .AddEnvironmentVariableDetector())
            .WithTracing(tracing => tracing.AddSource(TelemetryNames.Sources))
            .WithMetrics(metrics => metrics.AddMeter(TelemetryNames.Meters))
            .WithLogging()
            .UseOtlpExporter();

        // What goes to the collector does not depend on what standard error shows.
        builder.Logging.AddFilter<OpenTelemetryLoggerProvider>(null, LogLevel.Information);
        return builder;
    }

    /// <summary>Listens from now on; without this only a host that is started would. Disposing of the host sends what is left.</summary>
    public static IHost WithTelemetry(this IHost host)
    {
        host.Services.GetService<TracerProvider>();
        host.Services.GetService<MeterProvider>();
        return host;
    }
}
