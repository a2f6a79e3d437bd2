using Keepnet.Export.Exporting;
using Keepnet.Export.Exporting.Attempts;
using Keepnet.Export.Exporting.Changes;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs.Census;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Runs.Closing;

/// <summary>Holds the journal of a run against the manifests in the store: what is published counts, what is not does not.</summary>
internal sealed class ManifestCheck(IExportStore store, RunJournal journal, CompanySegments segments, TimeProvider time)
{
    private const int ChecksAtOnce = 16;

    // So many manifests are in memory at once.
    private const int ManifestsAtOnce = 256;

    private readonly StrayAttempts _strays = new(store, time);

    /// <summary>
    /// Looks at the manifest of every company, in the order of ids, so that all who close a run write the same; returns what the
    /// run changed, written.
    /// </summary>
    /// <param name="plan">The run.</param>
    /// <param name="ids">Its companies.</param>
    /// <param name="digest">Its journal; what the store does not bear out is overruled.</param>
    /// <param name="census">Told of each manifest.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<RunChanges> RunAsync(
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
    private async Task<ExportManifest?> ManifestAsync(string folder, CancellationToken cancellationToken) =>
        await store.TryReadAsync(StorePaths.Manifest(folder), cancellationToken) is { } file ? ExportJson.TryRead<ExportManifest>(file.Content.Span) : null;

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

    private JournalEntry Missing(string companyId, string folder)
    {
        var reason = $"The journal says company {companyId} was exported, but {StorePaths.Manifest(folder)} is not in the store, or damaged. Export the company again.";
        return JournalEntry.Failed(companyId, companyName: null, new ExportFailure(FailureCodes.Storage, reason), time.GetUtcNow());
    }
}
