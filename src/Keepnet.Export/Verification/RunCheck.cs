using System.Security.Cryptography;
using System.Text.Json;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Verification;

/// <summary>Checks that what the runs say they wrote is there.</summary>
internal sealed class RunCheck(IExportStore store, RunCatalog runs, ExportCheck check, bool clean, TimeProvider time)
{
    /// <summary>A run that is just being planned has its list of companies for moments before it has its plan.</summary>
    private static readonly TimeSpan Planning = TimeSpan.FromMinutes(1);

    /// <summary>Nobody plans a run that was asked for so long ago.</summary>
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(1);

    private readonly RosterCheck _roster = new(store, check);
    private readonly HashSet<string> _pointers = new(StringComparer.Ordinal);

    public async Task RunAsync(string? runId, CancellationToken cancellationToken)
    {
        foreach (var id in runId is null ? await runs.ListAsync(cancellationToken) : [runId])
        {
            try
            {
                await CheckAsync(id, cancellationToken);
            }
            catch (JsonException)
            {
                check.Report(StorePaths.RunFolder(id), StoreProblem.Unreadable, "Its plan or summary is not the JSON this program writes.");
            }
        }
    }

    // A run that was cut off while it listed the companies has claimed nothing yet: no reader takes it for a run.
    private async Task WithoutPlanAsync(string runId, CancellationToken cancellationToken)
    {
        var folder = StorePaths.RunFolder(runId);
        var files = await store.ListAsync(folder, cancellationToken).ToListAsync(cancellationToken);
        if (files.Any(file => file.Path != StorePaths.Companies(runId)))
        {
            check.Report(StorePaths.Plan(runId), StoreProblem.Missing, "The run's journal or summary is there, but not its plan. Start a new run.");
        }
        else if (clean && IsStale(runId, files))
        {
            await store.DeleteFolderAsync(folder, cancellationToken);
            check.Clean(folder);
        }
    }

    private bool IsStale(string runId, List<StoreEntry> files) =>
        string.CompareOrdinal(runId, RunId.Stamp(time.GetUtcNow() - LongAgo)) < 0
        || files.All(file => time.GetUtcNow() - file.LastModified > Planning);

    private async Task ChangesAsync(string runId, ManifestFile? listed, CancellationToken cancellationToken)
    {
        var path = StorePaths.Changes(runId);
        await using var file = await store.TryOpenAsync(path, cancellationToken);
        var problem = (file, listed) switch
        {
            (null, not null) => StoreProblem.Missing,
            (not null, null) => StoreProblem.Unlisted,
            (not null, not null) when Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)) != listed.Sha256 => StoreProblem.Changed,
            _ => null,
        };
        if (problem is not null)
        {
            check.Report(path, problem, "The summary of the run says otherwise. What the manifests of the run say of changes still holds.");
        }
    }

    private async Task CheckAsync(string runId, CancellationToken cancellationToken)
    {
        if (await runs.FindPlanAsync(runId, cancellationToken) is not { } plan)
        {
            await WithoutPlanAsync(runId, cancellationToken);
            return;
        }

        var summary = await runs.ReadSummaryAsync(runId, cancellationToken);
        if (summary is not null)
        {
            await ChangesAsync(runId, summary.Changes?.File, cancellationToken);
        }

        await _roster.RunAsync(plan, summary, cancellationToken);
        await JournalAsync(runId, hasLines: summary?.Companies.Done > 0, cancellationToken);
    }

    private async Task JournalAsync(string runId, bool hasLines, CancellationToken cancellationToken)
    {
        var last = new Dictionary<string, string?>(StringComparer.Ordinal);
        await foreach (var entry in new RunJournal(store).ReadAsync(runId, cancellationToken))
        {
            last[entry.CompanyId] = entry.Manifest;
        }

        if (hasLines && last.Count == 0)
        {
            check.Report(StorePaths.Journal(runId), StoreProblem.Missing, "The summary of the run was made of its lines. Start a new run.");
        }

        foreach (var manifest in last.Values.OfType<string>())
        {
            if (await store.TryReadAsync(manifest, cancellationToken) is null)
            {
                check.Report(manifest, StoreProblem.Missing, $"The journal of run {runId} says it was written, but it is not in the store.");
                continue;
            }

            await PointerAsync(manifest, cancellationToken);
        }
    }

    // Exports are journalled after the pointer to them has moved.
    private async Task PointerAsync(string manifest, CancellationToken cancellationToken)
    {
        var pointer = StorePaths.Latest(string.Join('/', manifest.Split('/')[..^2]));
        if (_pointers.Add(pointer) && await store.TryReadAsync(pointer, cancellationToken) is null)
        {
            check.Report(pointer, StoreProblem.Missing, $"It should point to {manifest} or a newer one, but it is not in the store. Export the company again.");
        }
    }
}
