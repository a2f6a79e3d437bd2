using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Keepnet.Export.Telemetry;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace Keepnet.Export.Functions.Hosting;

/// <summary>Sends logs, traces and metrics to Azure Monitor as OpenTelemetry, signed in with the app's identity.</summary>
internal static class TelemetryRegistration
{
    public static IHostApplicationBuilder AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddFilter("Azure", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        var telemetry = builder.Services.AddOpenTelemetry().UseFunctionsWorkerDefaults()
            .WithTracing(tracing => tracing.AddSource(TelemetryNames.Sources))
            .WithMetrics(metrics => metrics.AddMeter(TelemetryNames.Meters));

        // On a laptop there is nowhere to send it to; the log goes to the console of the Core Tools.
        if (builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 } connectionString)
        {
            telemetry.UseAzureMonitorExporter(options =>
            {
                options.ConnectionString = connectionString;
                options.Credential = new DefaultAzureCredential();

                // Alerts read log lines: none may go because its trace was sampled out.
                options.EnableTraceBasedLogsSampler = false;
            });
        }

        return builder;
    }
}
