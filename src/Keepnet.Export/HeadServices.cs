using Keepnet.Api;
using Keepnet.Export.Diagnostics;
using Keepnet.Export.Exporting.Isolation;
using Keepnet.Export.Exporting.Privacy;
using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Layout;
using Keepnet.Export.Queueing;
using Keepnet.Export.Reading;
using Keepnet.Export.Requests;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Closing;
using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export;

/// <summary>
/// Makes the classes that heads work with. Their constructors take what only the core knows, so the container cannot call them.
/// </summary>
internal static class HeadServices
{
    public static QueueWorkers QueueWorkers(IServiceProvider provider) => new(
        provider.GetRequiredService<InProcessQueue>(),
        provider.GetRequiredService<CompanyHandler>(),
        provider.GetRequiredService<RunLeases>(),
        provider.GetRequiredService<RunCloser>(),
        provider.GetRequiredService<RunStops>(),
        provider.GetRequiredService<ExportOptions>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<QueueWorkers>>());

    public static ExportReader ExportReader(IServiceProvider provider) => new(
        provider.GetRequiredService<IExportStore>(),
        provider.GetRequiredService<CompanySegments>(),
        provider.GetRequiredService<RunCatalog>(),
        provider.GetRequiredService<TimeProvider>());

    public static StaleRuns StaleRuns(IServiceProvider provider) => new(
        provider.GetRequiredService<RunCatalog>(),
        provider.GetRequiredService<RunJournal>(),
        provider.GetRequiredService<RunCloser>(),
        provider.GetRequiredService<IExportStore>(),
        provider.GetRequiredService<ExportOptions>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<StaleRuns>>());

    public static RunDispatcher RunDispatcher(IServiceProvider provider) => new(
        provider.GetRequiredService<RunPlanner>(),
        provider.GetRequiredService<RunFeed>(),
        provider.GetRequiredService<RunJournal>(),
        provider.GetRequiredService<RunCloser>(),
        provider.GetRequiredService<RunCatalog>(),
        provider.GetRequiredService<ExportWithdrawal>(),
        provider.GetRequiredService<RunStops>(),
        provider.GetRequiredService<IExportStore>(),
        provider.GetRequiredService<IExportQueue>(),
        provider.GetRequiredService<TimeProvider>());

    public static Doctor Doctor(IServiceProvider provider) => new(
        provider.GetRequiredService<KeepnetClient>(),
        provider.GetRequiredService<IExportStore>(),
        provider.GetRequiredService<ExportSettings>(),
        provider.GetRequiredService<PrivacyFilterFactory>());

    public static LocalRunner LocalRunner(IServiceProvider provider) => new(
        provider.GetRequiredService<KeepnetClient>(),
        provider.GetRequiredService<IExportStore>(),
        provider.GetRequiredService<RunPlanner>(),
        provider.GetRequiredService<LocalWorkers>(),
        provider.GetRequiredService<RunCloser>(),
        provider.GetRequiredService<RunIsolationFactory>(),
        provider.GetRequiredService<StorePatience>(),
        provider.GetRequiredService<ExportOptions>(),
        provider.GetRequiredService<KeepnetApiOptions>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<LocalRunner>>());

    public static MessageWorker MessageWorker(IServiceProvider provider) => new(
        provider.GetRequiredService<RunContexts>(),
        provider.GetRequiredService<CompanyHandler>(),
        provider.GetRequiredService<RunCompletion>(),
        provider.GetRequiredService<Postponement>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<MessageWorker>>());

    public static ExportRequests ExportRequests(IServiceProvider provider) => new(
        provider.GetRequiredService<RunStarter>(),
        provider.GetRequiredService<RunReader>(),
        provider.GetRequiredService<RunDispatcher>(),
        provider.GetRequiredService<ExportReader>(),
        provider.GetRequiredService<Doctor>(),
        provider.GetRequiredService<ExportOptions>(),
        provider.GetRequiredService<ILogger<ExportRequests>>());
}
