using Keepnet.Export.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Cli.Hosting;

/// <summary>The exporter as this process needs it: settings from <c>appsettings.json</c> and the environment, overruled by the command line.</summary>
internal static class ExporterHost
{
    /// <param name="overrides">Settings given on the command line; an empty value unsets one.</param>
    /// <param name="verbose">Whether to log every step to standard error.</param>
    /// <param name="isolated">Whether to leave file and environment out.</param>
    /// <exception cref="InvalidSettingsException">A setting is wrong.</exception>
    public static IHost Create(IReadOnlyDictionary<string, string?> overrides, bool verbose = false, bool isolated = false)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());

        // Without --verbose the display tells what there is to tell, in fewer words.
        builder.AddExporter(overrides, verbose ? LogLevel.Debug : LogLevel.None, isolated);
        return builder.Build().WithTelemetry();
    }

    /// <summary>The same for a builder of another kind.</summary>
    /// <param name="builder">What to add it to.</param>
    /// <param name="overrides">Settings given on the command line; an empty value unsets one.</param>
    /// <param name="level">What to log to standard error.</param>
    /// <param name="isolated">Whether to leave file and environment out.</param>
    /// <exception cref="InvalidSettingsException">A setting is wrong.</exception>
    public static void AddExporter(
        this IHostApplicationBuilder builder, IReadOnlyDictionary<string, string?> overrides, LogLevel level, bool isolated = false)
    {
        if (!isolated)
        {
            AddFile(builder.Configuration);
            builder.Configuration.AddEnvironmentVariables();
        }

        builder.Configuration.AddInMemoryCollection(overrides);
        builder.Logging.AddSimpleConsole(options => options.SingleLine = true);
        builder.Logging.AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(level);
        builder.AddKeepnetExport();
        builder.AddKeepnetTelemetry();
    }

    public static ExportSettings Settings(this IHost host) => host.Services.GetRequiredService<ExportSettings>();

    private static void AddFile(IConfigurationManager configuration)
    {
        var path = Path.Combine(CurrentFolder(), "appsettings.json");
        try
        {
            configuration.AddJsonFile(path, optional: true);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // The parser's own message may quote the file, and with it a secret.
            throw new InvalidSettingsException($"{path} cannot be read as settings: it must be a readable file with one JSON object.");
        }
    }

    private static string CurrentFolder()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            throw new InvalidSettingsException("The current folder was removed, so there are no settings to look for in it; change to one that is there.");
        }
    }
}
