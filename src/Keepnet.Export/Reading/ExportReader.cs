using System.Runtime.CompilerServices;
using System.Text.Json;
using Keepnet.Export.Companies;
using Keepnet.Export.Exporting.Changes;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Reading;

/// <summary>
/// Reads what is in a store, the way its layout promises: only complete exports, only files that a manifest lists. Safe
/// while exports are running. Failures of the store are a <see cref="StoreException"/> and damaged files a
/// <see cref="DamagedFileException"/>, never an empty result.
/// </summary>
public sealed class ExportReader
{
    private readonly IExportStore _store;
    private readonly CompanySegments _segments;
    private readonly RunCatalog _runs;
    private readonly ExportFinder _exports;
    private readonly TimeProvider _time;

    /// <param name="store">Where the exports are, for example a <see cref="DirectoryStore"/>.</param>
    /// <param name="time">The clock to wait by.</param>
    public ExportReader(IExportStore store, TimeProvider? time = null)
        : this(store, new CompanySegments(store), new RunCatalog(store), time ?? TimeProvider.System)
    {
    }

    internal ExportReader(IExportStore store, CompanySegments segments, RunCatalog runs, TimeProvider time) =>
        (_store, _segments, _runs, _exports, _time) = (store, segments, runs, new ExportFinder(store), time);

    /// <summary>Newest complete exports, one per company and period, in the order of their folders.</summary>
    /// <param name="companyId">Only of this company, as the API spells it; null for all.</param>
    /// <param name="period">Only of this period (its folder name); null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<StoredExport> NewestAsync(
        string? companyId = null, string? period = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var folders = companyId is null
            ? _store.ListFoldersAsync(StorePaths.Exports, cancellationToken)
            : new[] { StorePaths.CompanyFolder(await _segments.FindAsync(companyId, cancellationToken)) }.ToAsyncEnumerable();
        await foreach (var export in _exports.NewestAsync(folders, period, cancellationToken))
        {
            yield return export;
        }
    }

    /// <summary>The newest complete export of a company and period; null when there is none.</summary>
    /// <param name="companyId">As the API spells it; upper and lower case count.</param>
    /// <param name="period">The period's folder name.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    public Task<StoredExport?> FindNewestAsync(string companyId, string period, CancellationToken cancellationToken = default) =>
        NewestAsync(companyId, period, cancellationToken).FirstOrDefaultAsync(cancellationToken).AsTask();

    /// <summary>Every complete export, newest or not, in the order of their folders. Lists the whole store.</summary>
    public IAsyncEnumerable<StoredExport> AllAsync(CancellationToken cancellationToken = default) => _exports.AllAsync(cancellationToken);

    /// <summary>The export whose manifest lies here; null when there is none.</summary>
    /// <param name="manifest">Path from the store's root.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<StoredExport?> TryReadAsync(string manifest, CancellationToken cancellationToken = default) => _exports.TryReadAsync(manifest, cancellationToken);

    internal Task<LatestPointer?> TryReadPointerAsync(string path, CancellationToken cancellationToken) => _exports.TryReadPointerAsync(path, cancellationToken);

    /// <summary>Opens one of an export's files, for example <see cref="StorePaths.Widgets"/>.</summary>
    /// <param name="export">The export.</param>
    /// <param name="file">One of its manifest's files.</param>
    /// <param name="verify">Whether reading to the end throws when size or hash are not the manifest's.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    public async Task<Stream> OpenAsync(StoredExport export, ManifestFile file, bool verify = false, CancellationToken cancellationToken = default)
    {
        var path = export.PathOf(file);
        if (file.Path.Split('/').Any(segment => segment is "" or "." or ".."))
        {
            throw new DamagedFileException(StorePaths.Manifest(export.Folder), "lists a file outside its folder");
        }

        var stream = await _store.TryOpenAsync(path, cancellationToken)
            ?? throw new StoreException($"{path} is not in the store. If the run was retried meanwhile, read the manifest again; else run 'keepnet-export verify'.", isPassing: false);
        return verify ? new VerifiedStream(stream, file, path) : stream;
    }

    /// <summary>The lines of <c>metrics.ndjson</c>, one at a time; nothing when the export has no numbers.</summary>
    public IAsyncEnumerable<MetricRecord> MetricsAsync(StoredExport export, CancellationToken cancellationToken = default) =>
        LinesAsync(export, StorePaths.Metrics, line => JsonSerializer.Deserialize(line.Span, LineJsonContext.Default.MetricRecord), cancellationToken);

    /// <summary>The lines of <c>tables.ndjson</c>, one at a time; nothing when the export has no tables.</summary>
    public IAsyncEnumerable<TableRecord> TablesAsync(StoredExport export, CancellationToken cancellationToken = default) =>
        LinesAsync(export, StorePaths.Tables, line => JsonSerializer.Deserialize(line.Span, LineJsonContext.Default.TableRecord), cancellationToken);

    /// <summary>All runs with their outcome counts so far, newest first.</summary>
    public IAsyncEnumerable<RunListing> RunsAsync(CancellationToken cancellationToken = default) =>
        // By their instants: ids of one second are in no order.
        _runs.ListingsAsync(cancellationToken).OrderByDescending(run => run.RequestedAt);

    /// <summary>What a run changed, in the order of company ids; nothing when it changed nothing or has no summary yet.</summary>
    public async IAsyncEnumerable<ChangeLine> ChangesAsync(string runId, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (!RunId.IsValid(runId))
        {
            yield break;
        }

        var path = StorePaths.Changes(runId);
        await foreach (var line in NdjsonReader.ReadAsync(_store, path, cancellationToken))
        {
            yield return StoredJson.Parse<ChangeLine>(path, line);
        }
    }

    /// <summary>
    /// The reseller's companies as last listed: those of the newest run of all companies, and those that later runs were about.
    /// </summary>
    public async IAsyncEnumerable<ListedCompany> CompaniesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var roster = new Roster(_store);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var plan in _runs.PlansAsync(cancellationToken).OrderByDescending(plan => plan.RequestedAt))
        {
            await foreach (var planned in roster.ReadAsync(plan.RunId, cancellationToken))
            {
                if (planned.IsListed && seen.Add(planned.Company.Id))
                {
                    yield return new ListedCompany(plan.RunId, planned.Company);
                }
            }

            if (plan.Filters.IsAll)
            {
                yield break;
            }
        }
    }

    /// <summary>A run's plan; null when there is no such run.</summary>
    public Task<RunPlan?> FindRunAsync(string runId, CancellationToken cancellationToken = default) =>
        RunId.IsValid(runId) ? _runs.FindPlanAsync(runId, cancellationToken) : Task.FromResult<RunPlan?>(null);

    /// <summary>The coverage certificate of a run; null while companies are without an outcome or are being exported again.</summary>
    public async Task<RunSummary?> FindSummaryAsync(string runId, CancellationToken cancellationToken = default) =>
        await FindRunAsync(runId, cancellationToken) is { } plan ? (await _runs.StateOfAsync(plan, cancellationToken)).Summary : null;

    /// <summary>Waits until a run has its summary.</summary>
    /// <param name="runId">A run that has a plan already.</param>
    /// <param name="every">How long to wait between two looks; ten seconds when null.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ArgumentException">There is no such run.</exception>
    public async Task<RunSummary> WaitForRunAsync(string runId, TimeSpan? every = null, CancellationToken cancellationToken = default)
    {
        var plan = await FindRunAsync(runId, cancellationToken) ?? throw new ArgumentException($"There is no run '{runId}' in {_store.Location}.", nameof(runId));
        while (true)
        {
            if ((await _runs.StateOfAsync(plan, cancellationToken)).Summary is { } summary)
            {
                return summary;
            }

            await Task.Delay(every ?? TimeSpan.FromSeconds(10), _time, cancellationToken);
        }
    }

    private async IAsyncEnumerable<T> LinesAsync<T>(
        StoredExport export, string name, Func<ReadOnlyMemory<byte>, T?> parse, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        if (export.Find(name) is not { } file)
        {
            yield break;
        }

        await using var stream = await OpenAsync(export, file, verify: false, cancellationToken);
        await foreach (var line in NdjsonReader.ReadAsync(stream, cancellationToken))
        {
            yield return StoredJson.Parse(export.PathOf(file), () => parse(line));
        }
    }
}
