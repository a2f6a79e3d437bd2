using Azure.Identity;
using Keepnet.Api;
using Keepnet.Api.Authentication;
using Keepnet.Export.Exporting;
using Keepnet.Export.Exporting.Isolation;
using Keepnet.Export.Exporting.Privacy;
using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Exporting.Widgets;
using Keepnet.Export.Layout;
using Keepnet.Export.Queueing;
using Keepnet.Export.Requests;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Closing;
using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;
using Keepnet.Export.Telemetry;
using Keepnet.Export.Vault;
using Keepnet.Export.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Keepnet.Export;

/// <summary>Registers the exporter; the same for every head.</summary>
public static class KeepnetExportHostExtensions
{
    /// <exception cref="InvalidSettingsException">A setting is wrong.</exception>
    public static IHostApplicationBuilder AddKeepnetExport(this IHostApplicationBuilder builder)
    {
        var settings = ExportSettings.Read(builder.Configuration);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(settings).AddSingleton(settings.Export);
        builder.Services.AddClient(settings).AddStore(settings).AddExporting().AddRuns();
        return builder;
    }

    /// <summary>Adds the queue of this process and those who work it, for a head that has no other queue.</summary>
    public static IServiceCollection AddInProcessQueue(this IServiceCollection services)
    {
        services.AddSingleton(provider => new InProcessQueue(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IExportQueue>(provider => provider.GetRequiredService<InProcessQueue>());
        services.AddSingleton<RunLeases>();
        services.AddSingleton(HeadServices.QueueWorkers);
        return services;
    }

    private static IServiceCollection AddClient(this IServiceCollection services, ExportSettings settings)
    {
        services.AddSingleton(settings.Api);
        services.AddSingleton<IOptions<KeepnetApiOptions>>(provider => Options.Create(provider.GetRequiredService<KeepnetApiOptions>()));
        if (settings.Credentials.KeyVaultUri is { } vault)
        {
            services.AddVault(new Uri(vault), settings);
        }

        services.TryAddSingleton<IClientCredentialsSource>(_ => new SettingsCredentials(settings.Credentials));
        services.AddKeepnetApi();
        return services;
    }

    private static void AddVault(this IServiceCollection services, Uri vault, ExportSettings settings)
    {
        services.TryAddSingleton(provider => KeyVault.Open(
            vault, new DefaultAzureCredential(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<KeyVault>>()));
        services.TryAddSingleton<IClientCredentialsSource>(provider => new KeyVaultCredentials(
            provider.GetRequiredService<KeyVault>(), settings.Credentials, provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<KeyVaultCredentials>>()));
    }

    private static IServiceCollection AddStore(this IServiceCollection services, ExportSettings settings)
    {
        services.TryAddSingleton(provider => StoreFactory.Create(settings.Export, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CompanySegments>();
        services.AddSingleton<RunCatalog>();
        services.AddSingleton<RunJournal>();
        services.AddSingleton(HeadServices.ExportReader);
        services.AddSingleton<StorePatience>();
        services.AddSingleton<StoreVerifier>();
        return services;
    }

    private static IServiceCollection AddExporting(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<LastGoodExport>();
        services.AddSingleton<ExportTelemetry>();
        services.AddSingleton<PrivacyFilterFactory>();
        services.AddSingleton(provider => new WidgetBatches(provider.GetRequiredService<ExportOptions>().WidgetBatchSize));
        services.AddSingleton<CompanyExporter>();
        services.AddSingleton<LatestReset>();
        services.AddSingleton<ExportWithdrawal>();
        services.AddSingleton<RunIsolationFactory>();
        services.AddSingleton<CompanyHandler>();
        return services;
    }

    private static IServiceCollection AddRuns(this IServiceCollection services)
    {
        services.AddSingleton<RunPlanner>();
        services.AddSingleton<RunFeed>();
        services.AddSingleton<RunCloser>();
        services.AddSingleton<RunStops>();
        services.AddSingleton<ExportSchedule>();
        services.AddSingleton(HeadServices.StaleRuns);
        services.AddSingleton<BackfillPlanner>();
        services.AddSingleton<LocalWorkers>();

        // Only for heads that register an IExportQueue.
        services.AddSingleton(HeadServices.RunDispatcher);
        services.AddQueueWork().AddRequests();
        services.AddSingleton(HeadServices.Doctor);
        services.AddTransient(HeadServices.LocalRunner);
        return services;
    }

    // For heads whose queue is shared by several processes.
    private static IServiceCollection AddQueueWork(this IServiceCollection services)
    {
        services.AddSingleton<Postponement>();
        services.AddSingleton<RunContexts>();
        services.AddSingleton<RunCompletion>();
        services.AddSingleton(HeadServices.MessageWorker);
        return services;
    }

    private static IServiceCollection AddRequests(this IServiceCollection services)
    {
        services.AddSingleton<IdempotencyKeys>();
        services.AddSingleton<RunStarter>();
        services.AddSingleton<RunReader>();
        services.AddSingleton(HeadServices.ExportRequests);
        return services;
    }
}
