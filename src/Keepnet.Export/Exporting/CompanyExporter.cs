using Keepnet.Api;
using Keepnet.Export.Exporting.Attempts;
using Keepnet.Export.Exporting.Changes;
using Keepnet.Export.Exporting.Checks;
using Keepnet.Export.Exporting.Drift;
using Keepnet.Export.Exporting.Flattening;
using Keepnet.Export.Exporting.Isolation;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Exporting.Privacy;
using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Exporting.Widgets;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Exporting;

/// <summary>Exports one company: reports, details, catalogue, widgets; then, all at once, the files and their manifest.</summary>
internal sealed class CompanyExporter(
    KeepnetClient client,
    IExportStore store,
    CompanySegments segments,
    PrivacyFilterFactory privacy,
    WidgetBatches batches,
    ExportOptions options,
    KeepnetApiOptions apiOptions,
    TimeProvider time)
{
    private readonly ReportStep _reports = new(client);
    private readonly CatalogueStep _catalogue = new(client);
    private readonly WidgetStep _widgets = new(client, batches);
    private readonly ExportCommitter _committer = new(store, time);
    private readonly PreviousExports _previous = new(store);

    /// <summary>What the run has already published for a company, or null.</summary>
    public async Task<CompanyResult?> FindExistingAsync(ExportJob job, CancellationToken cancellationToken)
    {
        var path = StorePaths.Manifest(await FolderAsync(job, cancellationToken));
        return await _committer.FindAsync(path, cancellationToken) is { } found
            ? ResultOf(found.Manifest, path) with { Version = found.File.Version }
            : null;
    }

    /// <summary>Lets <c>latest.json</c> lead to what is published.</summary>
    public async Task PointToAsync(ExportJob job, CompanyResult published, CancellationToken cancellationToken)
    {
        var segment = await segments.OfAsync(job.CompanyId, cancellationToken);
        await _committer.MoveLatestAsync(segment, job.Period.ToString(), job.RequestedAt, published.ManifestPath!, cancellationToken);
    }

    /// <param name="job">The company and what to fetch.</param>
    /// <param name="isolation">The run's guard.</param>
    /// <param name="replaced">The manifest's version that a retry replaces; null for a first export.</param>
    /// <param name="cancellationToken">Ends the export; nothing half-written stays.</param>
    /// <exception cref="KeepnetApiException">Nothing could be exported; nothing is written.</exception>
    /// <exception cref="StoreException">The store failed; nothing is published.</exception>
    public async Task<CompanyResult> ExportAsync(
        ExportJob job, RunIsolation isolation, StoreVersion? replaced, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var folder = await FolderAsync(job, cancellationToken);
        await using var export = await StartAsync(job, folder, isolation, cancellationToken);
        await FetchAsync(export, cancellationToken);
        if (await FindFailureAsync(export, isolation, cancellationToken) is { } failed)
        {
            return failed;
        }

        var changes = await CompareAsync(export, cancellationToken);
        var path = StorePaths.Manifest(folder);
        if (isolation.BeginPublishing(PublishedExport.Of(job, path, export.Files.Attempt)) is { } objection)
        {
            return new CompanyResult(ExportOutcome.Failed, objection, null, null);
        }

        var marks = isolation.MarksOf(export.Fingerprints);
        var manifest = await _committer.CommitAsync(
            folder, export.Files, files => Describe(export, files, changes, startedAt) with { Marks = marks }, replaced, cancellationToken);
        var result = ResultOf(manifest, path);
        await PointToAsync(job, result, cancellationToken);
        return result;
    }

    private async Task<string> FolderAsync(ExportJob job, CancellationToken cancellationToken) =>
        StorePaths.ExportFolder(await segments.OfAsync(job.CompanyId, cancellationToken), job.Period.ToString(), job.RunId);

    private async Task<CompanyExport> StartAsync(ExportJob job, string folder, RunIsolation isolation, CancellationToken cancellationToken)
    {
        var identity = await client.GetIdentityAsync(cancellationToken);
        var files = new AttemptFiles(store, folder, AttemptName.Create(job.Attempt), job.ReportDetails);
        var warnings = new WarningList();
        var checks = options.Checks ? new CheckList(warnings.Add, new WidgetHistory(job.Period)) : null;
        var context = new FlatteningContext
        {
            RunId = job.RunId,
            CompanyId = job.CompanyId,
            CompanyName = job.CompanyName,
            Period = job.Period,
            RequestedAt = job.RequestedAt,
            Dates = new DateReader(apiOptions.DateFormat ?? identity.DateFormat),
        };
        return new CompanyExport
        {
            Job = job,
            Scope = job.ScopeOf(job.CompanyId),
            Files = files,
            Warnings = warnings,
            Checks = checks,
            Flattener = new WidgetFlattener(context, files.Metrics, files.Tables, warnings.Add) { Checks = checks },
            Privacy = await privacy.CreateAsync(cancellationToken),
            Drift = new DriftObserver(),
            Fingerprints = await isolation.BeginAsync(job.CompanyId, cancellationToken),
        };
    }

    private async Task FetchAsync(CompanyExport export, CancellationToken cancellationToken)
    {
        var reportIds = await _reports.ListAsync(export, cancellationToken);
        await using var catalogue = _catalogue.Ask(export, cancellationToken);
        await _reports.DetailsAsync(export, reportIds, cancellationToken);
        await CatalogueStep.ReadAsync(export, catalogue);
        await _widgets.RunAsync(export, cancellationToken);
    }

    // What makes the whole company fail although its reports could be listed.
    private static async Task<CompanyResult?> FindFailureAsync(CompanyExport export, RunIsolation isolation, CancellationToken cancellationToken)
    {
        if (await isolation.FindFailureAsync(export.Job, export.Fingerprints, cancellationToken) is { } notItsOwn)
        {
            return new CompanyResult(ExportOutcome.Failed, notItsOwn, null, null);
        }

        var nothingReturned = export.WidgetIds.Count > 0 && export.ReturnedWidgets == 0;
        return nothingReturned ? new CompanyResult(ExportOutcome.Failed, export.WidgetFailure(), null, null) { Widgets = export.Widgets } : null;
    }

    private async Task<ExportComparison> CompareAsync(CompanyExport export, CancellationToken cancellationToken)
    {
        var segment = await segments.OfAsync(export.Job.CompanyId, cancellationToken);
        var previous = await _previous.FindAsync(segment, export.Job, export.Warn, cancellationToken);
        foreach (var failed in export.FailedWidgets)
        {
            export.WidgetContents.Miss(failed.Id);
        }

        if (previous is not null)
        {
            export.Checks?.History?.CompareWith(previous, time.GetUtcNow(), export.Checks);
        }

        return ExportComparison.Of(previous, export.WidgetContents, export.ReportContents);
    }

    private ExportManifest Describe(CompanyExport export, IReadOnlyList<ManifestFile> files, ExportComparison changes, DateTimeOffset startedAt)
    {
        var failure = export.OtherFailure ?? (export.FailedWidgets.Count > 0 ? export.WidgetFailure() : null);
        return new ExportManifest
        {
            RunId = export.Job.RunId,
            CompanyId = export.Job.CompanyId,
            CompanyName = export.Job.CompanyName,
            Period = ManifestPeriod.Of(export.Job.Period),
            Trigger = export.Job.Trigger,
            Outcome = failure is null ? ExportOutcome.Succeeded : ExportOutcome.Partial,
            Code = failure?.Code,
            Reason = failure?.Reason,
            StartedAt = startedAt,
            FinishedAt = time.GetUtcNow(),
            Files = files,
            Attempt = export.Files.Attempt,
            Widgets = export.Widgets with { Content = changes.Widgets },
            Reports = new ManifestReports((int)export.Files.Reports.Records, (int)export.Files.Details.Records) { Content = changes.Reports },
            Api = ApiCounts.Of(export.Scope.Statistics),
            Changes = changes.ToChanges(),
            Drift = export.Drift.Report,
            Warnings = export.Warnings.ToList(),
            Checks = export.Checks?.Findings,
            Digest = export.Checks?.History?.Digest,
            UnchangedSince = changes.UnchangedSince(startedAt),
            Privacy = options.Privacy.ToSetting(),
            PrivacyReceipt = export.Privacy.Receipt,
        };
    }

    private static CompanyResult ResultOf(ExportManifest manifest, string path)
    {
        var failure = manifest.Code is { } code ? new ExportFailure(code, manifest.Reason ?? code) : null;
        return new CompanyResult(manifest.Outcome, failure, manifest, path);
    }
}
