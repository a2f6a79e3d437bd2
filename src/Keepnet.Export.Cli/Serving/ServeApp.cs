using Keepnet.Export.Cli.Hosting;
using Keepnet.Export.Requests;
using Keepnet.Export.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Keepnet.Export.Cli.Serving;

/// <summary>Builds the process behind <c>serve</c>: schedule, queue, workers, HTTP API and run page.</summary>
internal static class ServeApp
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    /// <param name="urls">Where to listen.</param>
    /// <param name="overrides">Settings given on the command line.</param>
    /// <param name="isolated">Whether to leave the environment out.</param>
    /// <param name="configure">Last word on the services.</param>
    /// <exception cref="InvalidSettingsException">A setting is wrong, or the addresses need an API key.</exception>
    public static WebApplication Create(
        string urls, IReadOnlyDictionary<string, string?> overrides, bool isolated = false, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.AddExporter(overrides, LogLevel.Information, isolated);
        builder.Services.Configure<SimpleConsoleFormatterOptions>(console =>
            (console.SingleLine, console.IncludeScopes, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, true, "yyyy-MM-ddTHH:mm:ssZ "));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);

        // Why the process could not start is told in one line by whoever started it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        var options = ServeOptions.Read(new SettingsReader(builder.Configuration));
        var addresses = ListenAddresses.Parse(urls, options.ApiKey);
        AddServices(builder);
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.Services.GetRequiredService<ExportSettings>().RequireCredentials();
        foreach (var url in addresses.Urls)
        {
            app.Urls.Add(url);
        }

        Route(app, options.ApiKey);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        // Bodies are read up to our own limit, which answers in the API's words.
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddInProcessQueue();
        builder.Services.AddSingleton<IHostLifetime, UnmanagedLifetime>();
        builder.Services.AddHostedService<ExportWorker>().AddHostedService<RunKeeper>().AddHostedService<Scheduler>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
    }

    private static void Route(WebApplication app, string? apiKey)
    {
        app.Use(SecurityHeaders.AddAsync);
        app.UseProblemsForRefusals();
        _ = apiKey is null ? app.UseMiddleware<BrowserGuard>() : app.UseMiddleware<ApiKeyGuard>(apiKey);
        app.UseMiddleware<PathGuard>();
        app.UseRouting();
        app.MapPage();
        app.MapApi(app.Services.GetRequiredService<ExportRequests>());
    }
}
