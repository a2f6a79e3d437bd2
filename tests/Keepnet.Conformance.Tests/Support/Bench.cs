using Keepnet.Api.Reports;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Settings;
using Keepnet.Export.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Keepnet.Conformance.Tests.Support;

/// <summary>A tiny tenant on the wire, a store, and exporters that work on them as the command line does.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Secret = "s+cr=t&9f3A-plus/more";

    private readonly List<Exporter> _exporters = [];
    private readonly FastClock _clock;

    /// <param name="companyIds">The tenant's companies; one, <c>c1</c>, when none is named.</param>
    public Bench(params string[] companyIds)
        : this(speed: 100, companyIds)
    {
    }

    /// <param name="speed">How many times as fast as the real clock the exporter's is.</param>
    /// <param name="companyIds">The tenant's companies; one, <c>c1</c>, when none is named.</param>
    public Bench(int speed, params string[] companyIds)
    {
        Api = new WireTenant(companyIds is [] ? ["c1"] : companyIds);
        _clock = new FastClock(speed);
    }

    public WireTenant Api { get; }

    public TinyTenant Tenant => Api.Tenant;

    public MemoryStore Store { get; init; } = new();

    public LogRecorder Logs { get; } = new();

    /// <summary>Changes what the exporters of this bench are made of.</summary>
    public Action<IServiceCollection>? Configure { get; set; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    public Exporter NewExporter(params (string Key, string? Value)[] settings)
    {
        var exporter = new Exporter(SettingsWith(settings), Store, _clock, Logs, Configure);
        _exporters.Add(exporter);
        return exporter;
    }

    /// <summary>One run of all companies.</summary>
    public Task<Run> ExportAsync(params (string Key, string? Value)[] settings) => ExportAsync(request => request, settings);

    /// <summary>One run of a window of its own.</summary>
    public Task<Run> ExportAsync(ReportPeriod period, params (string Key, string? Value)[] settings) =>
        ExportAsync(request => request with { Period = period }, settings);

    /// <summary>One run of some companies only.</summary>
    public Task<Run> ExportOnlyAsync(params string[] companyIds) =>
        ExportAsync(request => request with { Filters = new CompanyFilters { Include = companyIds } });

    public Task<Run> ExportAsync(Func<RunRequest, RunRequest> change, params (string Key, string? Value)[] settings)
    {
        var exporter = NewExporter(settings);
        var request = exporter.Request() with { Filters = exporter.Get<ExportOptions>().Companies.ToFilters([]) };
        return ObserveAsync(exporter, () => exporter.RunAsync(change(request)));
    }

    /// <summary>Another process that goes on with the run that was cut off.</summary>
    public Task<Run> ResumeAsync(params (string Key, string? Value)[] settings)
    {
        var exporter = NewExporter(settings);
        return ObserveAsync(exporter, () => exporter.ResumeAsync());
    }

    /// <summary>Looks at what a run left behind, and holds it to what every run must keep to.</summary>
    public async Task<Run> ObserveAsync(Exporter exporter, Func<Task<RunSummary>> work)
    {
        var before = Api.Requests.Count;
        var document = await work();
        var run = await Run.ReadAsync(document, Store, [.. Api.Requests.Skip(before)]);
        await Promises.HoldAsync(run, exporter, Logs);
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var exporter in _exporters)
        {
            await exporter.DisposeAsync();
        }

        await Api.DisposeAsync();
    }

    private Dictionary<string, string?> SettingsWith((string Key, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Keepnet:BaseUrl"] = Api.Address.ToString(),
            ["Keepnet:ClientId"] = "exporter-01",
            ["Keepnet:ClientSecret"] = Secret,

            // The clock is fast; a busy machine is not.
            ["Keepnet:RequestTimeout"] = "1.00:00:00",
            ["Keepnet:IdleTimeout"] = "1.00:00:00",
            ["Export:RedeliveryDelay"] = "00:00:00",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return all;
    }
}
