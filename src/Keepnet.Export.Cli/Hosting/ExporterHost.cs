using Keepnet.Export.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Cli.Hosting;

/// <summary>The exporter as this process needs it: settings from the environment and <c>appsettings.json</c>, overruled by the command line.</summary>
internal static class ExporterHost
{
    /// <param name="overrides">Settings given on the command line; an empty value unsets one.</param>
    /// <param name="verbose">Whether to log every step to standard error.</param>
    /// <param name="isolated">Whether to leave the environment out.</param>
    public static IHost Create(IReadOnlyDictionary<string, string?> overrides, bool verbose = false, bool isolated = false)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.AddExporter(overrides, verbose ? LogLevel.Debug : LogLevel.Error, isolated);
        return builder.Build();
    }

    /// <inheritdoc cref="Create"/>
    public static void AddExporter(
        this IHostApplicationBuilder builder, IReadOnlyDictionary<string, string?> overrides, LogLevel level, bool isolated = false)
    {
        if (!isolated)
        {
            builder.Configuration.AddJsonFile(Path.Combine(Environment.CurrentDirectory, "appsettings.json"), optional: true);
            builder.Configuration.AddEnvironmentVariables();
        }

        builder.Configuration.AddInMemoryCollection(overrides);
        builder.Logging.AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(level);
        builder.AddKeepnetExport();
    }

    public static ExportSettings Settings(this IHost host) => host.Services.GetRequiredService<ExportSettings>();
}
