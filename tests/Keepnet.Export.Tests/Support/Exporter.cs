using Keepnet.Api.Reports;
using Keepnet.Export.Diagnostics;
using Keepnet.Export.Exporting.Isolation;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Storage;
using Keepnet.Export.Verification;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Tests.Support;

/// <summary>One exporter process: a host as the heads build it.</summary>
internal sealed class Exporter : IAsyncDisposable
{
    private readonly IHost _host;

    public Exporter(
        IReadOnlyDictionary<string, string?> settings, IExportStore? store = null, TimeProvider? clock = null, ILoggerProvider? logs = null,
        Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        if (logs is not null)
        {
            builder.Logging.AddProvider(logs);
        }

        if (store is not null)
        {
            builder.Services.AddSingleton(_ => store);
        }

        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }

        builder.AddKeepnetExport();
        configure?.Invoke(builder.Services);
        _host = builder.Build();
    }

    public RunCatalog Runs => _host.Services.GetRequiredService<RunCatalog>();

    public CompanyHandler Handler => _host.Services.GetRequiredService<CompanyHandler>();

    public IExportStore Store => _host.Services.GetRequiredService<IExportStore>();

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public LocalRunner NewRunner() => _host.Services.GetRequiredService<LocalRunner>();

    public Task<RunSummary> RunAsync(RunRequest? request = null, CancellationToken cancellationToken = default) =>
        NewRunner().RunAsync(request ?? Request(), cancellationToken);

    public async Task<RunSummary> ResumeAsync(string? runId = null) =>
        await NewRunner().ResumeAsync((runId is null ? await Runs.FindUnfinishedAsync(default) : await Runs.FindPlanAsync(runId, default))!, default);

    /// <summary>Works one message, delivered now for the first time.</summary>
    public async Task<Handling> HandleAsync(ExportMessage message, RunPlan plan)
    {
        using var run = new RunContext(plan, Get<RunIsolationFactory>());
        return await Handler.HandleAsync(message, new Delivery(1, Get<TimeProvider>().GetUtcNow()), run, default);
    }

    public Task<VerificationReport> VerifyAsync(string? runId = null, bool clean = false) =>
        _host.Services.GetRequiredService<StoreVerifier>().VerifyAsync(runId, clean, default);

    public Task<DoctorReport> DiagnoseAsync() => _host.Services.GetRequiredService<Doctor>().RunAsync(default);

    public RunRequest Request(params string[] companies) => new()
    {
        RunId = RunId.Create(RunTrigger.Cli, _host.Services.GetRequiredService<TimeProvider>().GetUtcNow()),
        Trigger = RunTrigger.Cli,
        Period = ReportPeriod.Default,
        Filters = new CompanyFilters { Include = companies },
    };

    // Asynchronously: some of what the container holds knows no other way.
    public ValueTask DisposeAsync() => ((IAsyncDisposable)_host).DisposeAsync();
}
