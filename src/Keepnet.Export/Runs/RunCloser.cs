using System.Text.Json;
using Keepnet.Export.Companies;
using Keepnet.Export.Exporting;
using Keepnet.Export.Exporting.Changes;
using Keepnet.Export.Layout;
using Keepnet.Export.Storage;
using Keepnet.Export.Telemetry;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Runs;

/// <summary>Closes a run whose companies are all accounted for: checks the journal against the store and writes the summary.</summary>
internal sealed class RunCloser(
    IExportStore store, RunJournal journal, CompanySegments segments, RunCatalog catalog, ExportWithdrawal withdrawal, TimeProvider time,
    ExportTelemetry telemetry, ILogger<RunCloser> logger)
{
    private const int ChecksAtOnce = 16;

    // So many manifests are in memory at once.
    private const int ManifestsAtOnce = 256;

    private readonly Roster _roster = new(store);
    private readonly RunComparison _comparison = new(store, catalog);
    private readonly StrayAttempts _strays = new(store, time);

    /// <summary>The summary, written; null while companies are without an outcome.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="unjournalled">Calls of this process that no journal line and no plan counts.</param>
    /// <param name="cancellationToken">Ends the check; nothing is written then.</param>
    public async Task<RunSummary?> TryCloseAsync(RunPlan plan, ApiCounts unjournalled, CancellationToken cancellationToken)
    {
        var ids = await _roster.IdsAsync(plan.RunId, cancellationToken);
        var digest = await JournalDigest.ReadAsync(journal, plan.RunId, cancellationToken);
        if (ids.Count != plan.Expected)
        {
            throw new StoreException(
                $"{StorePaths.Companies(plan.RunId)} has {ids.Count} companies; the plan of the run says {plan.Expected}. Start a new run.", isPassing: false);
        }

        if (!ids.All(digest.Outcomes.ContainsKey))
        {
            return null;
        }

        await withdrawal.FinishAsync(plan, digest);
        var census = await TakeCensusAsync(plan, cancellationToken);
        var changes = await CheckManifestsAsync(plan, ids, digest, census, cancellationToken);
        var end = Summarize(plan, ids, digest, census.Checks.Summary, unjournalled) with { Changes = changes };
        var summary = await _comparison.CompleteAsync(plan, ids, end, census.Drift, cancellationToken);
        if (await WriteAsync(summary, cancellationToken))
        {
            telemetry.RunEnded(plan, summary);
            RunEvents.LogEnded(logger, plan, summary);
        }

        return summary;
    }

    // Only of a run that ends: many a look finds companies without an outcome.
    private async Task<RunCensus> TakeCensusAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var census = new RunCensus();
        await foreach (var planned in _roster.ReadAsync(plan.RunId, cancellationToken).DistinctBy(planned => planned.Company.Id, StringComparer.Ordinal))
        {
            if (planned.IsListed)
            {
                census.Add(planned.Company);
            }
        }

        return census;
    }

    // In the order of ids, so that all who close a run write the same.
    private async Task<RunChanges> CheckManifestsAsync(
        RunPlan plan, HashSet<string> ids, JournalDigest digest, RunCensus census, CancellationToken cancellationToken)
    {
        await using var feed = new ChangeFeed(store, plan.RunId, plan.Period);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ChecksAtOnce, CancellationToken = cancellationToken };
        foreach (var some in ids.Order(StringComparer.Ordinal).Chunk(ManifestsAtOnce))
        {
            var found = new (string Folder, ExportManifest? Manifest)[some.Length];
            await Parallel.ForAsync(0, some.Length, parallel, async (i, token) => found[i] = await CheckManifestAsync(plan, some[i], digest, token));
            foreach (var (folder, manifest) in found)
            {
                if (manifest is not null)
                {
                    census.Add(manifest);
                    await feed.AddAsync(manifest, StorePaths.Manifest(folder), cancellationToken);
                }
            }
        }

        return await feed.CommitAsync(cancellationToken);
    }

    // The summary claims nothing that a reader would not find, and nothing lies around that it does not claim.
    private async Task<(string Folder, ExportManifest? Manifest)> CheckManifestAsync(
        RunPlan plan, string companyId, JournalDigest digest, CancellationToken cancellationToken)
    {
        var folder = StorePaths.ExportFolder(await segments.OfAsync(companyId, cancellationToken), plan.Period, plan.RunId);
        var manifest = await ManifestAsync(folder, cancellationToken);
        if (manifest is null)
        {
            Check(digest, companyId, folder);
        }
        else
        {
            await AdoptAsync(plan, digest, manifest, StorePaths.Manifest(folder), cancellationToken);
        }

        await _strays.RemoveAsync(folder, manifest?.Attempt, LastAttempt(digest, companyId, manifest), cancellationToken);
        return (folder, manifest);
    }

    // One that is damaged is none; verify names it.
    private async Task<ExportManifest?> ManifestAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            return await store.TryReadAsync(StorePaths.Manifest(folder), cancellationToken) is { } file ? ExportJson.Read<ExportManifest>(file.Content.Span) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // What is published stands, although a later worker who did not know of it gave the company up.
    private async Task AdoptAsync(RunPlan plan, JournalDigest digest, ExportManifest manifest, string path, CancellationToken cancellationToken)
    {
        if (digest.NotExported(manifest.CompanyId) is { Withdrawn: null } entry)
        {
            var calls = digest.Counts(manifest.CompanyId) ? new ApiCounts() : manifest.Api;
            var adopted = JournalEntry.Of(manifest, path, calls) with { Attempt = Math.Max(entry.Attempt, AttemptName.NumberOf(manifest.Attempt)) };
            await journal.AppendAsync(plan.RunId, adopted, cancellationToken);
            digest.Add(adopted);
        }
    }

    private static int LastAttempt(JournalDigest digest, string companyId, ExportManifest? manifest) => Math.Max(
        manifest is null ? 0 : AttemptName.NumberOf(manifest.Attempt),
        digest.FailureOf(companyId)?.Attempt ?? 0);

    // Of a company without a manifest.
    private void Check(JournalDigest digest, string companyId, string folder)
    {
        if (digest.NotExported(companyId) is null)
        {
            digest.Overrule(Missing(companyId, folder));
        }
    }

    private JournalEntry Missing(string companyId, string folder) => new()
    {
        CompanyId = companyId,
        Outcome = ExportOutcome.Failed,
        Code = FailureCodes.Storage,
        Reason = $"The journal says company {companyId} was exported, but {StorePaths.Manifest(folder)} is not in the store, or damaged. Export the company again.",
        StartedAt = time.GetUtcNow(),
        FinishedAt = time.GetUtcNow(),
    };

    private RunSummary Summarize(RunPlan plan, HashSet<string> ids, JournalDigest digest, TenantChecks? checks, ApiCounts unjournalled)
    {
        var now = time.GetUtcNow();
        var counts = digest.Count(plan.Expected, ids);
        var api = plan.Api + digest.Api + unjournalled;
        return new RunSummary
        {
            Schema = 1,
            RunId = plan.RunId,
            Outcome = counts.ToRunOutcome(),
            Period = plan.Period,
            Store = store.Location,
            Companies = counts,
            Failures = [.. digest.Failures.Values.Where(entry => ids.Contains(entry.CompanyId)).OrderBy(entry => entry.CompanyId, StringComparer.Ordinal).Select(CompanyFailure.Of)],
            Warnings = RunWarnings.Of(plan, digest, checks),
            ApiCalls = api.Calls,
            Retries = api.Retries,
            Throttled = api.Throttled,
            Bytes = digest.Bytes,
            Seconds = Math.Round((now - plan.RequestedAt).TotalSeconds, 2),
            StartedAt = plan.RequestedAt,
            FinishedAt = now,
            Complete = true,
            Checks = checks,
        };
    }

    // False when the very same end is written already: two that account for the last companies at the same time both come here.
    private async Task<bool> WriteAsync(RunSummary summary, CancellationToken cancellationToken)
    {
        var path = StorePaths.Summary(summary.RunId!);
        var content = ExportJson.Document(summary);
        while (!await store.TryCreateAsync(path, content, cancellationToken))
        {
            if (await store.TryReadAsync(path, cancellationToken) is not { } current)
            {
                continue;
            }

            if (IsSameEnd(summary, current))
            {
                return false;
            }

            if (await store.TryReplaceAsync(path, content, current.Version, cancellationToken))
            {
                return true;
            }
        }

        return true;
    }

    private static bool IsSameEnd(RunSummary summary, StoredFile there)
    {
        try
        {
            return Timeless(summary).AsSpan().SequenceEqual(Timeless(ExportJson.Read<RunSummary>(there.Content.Span)));
        }
        catch (JsonException)
        {
            // Damaged by somebody else: it is written again.
            return false;
        }

        static byte[] Timeless(RunSummary summary) => ExportJson.Line(summary with { FinishedAt = null, Seconds = 0 });
    }
}
