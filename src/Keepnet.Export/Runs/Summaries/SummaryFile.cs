using Keepnet.Export.Layout;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Runs.Summaries;

/// <summary>The summaries of runs in the store.</summary>
internal sealed class SummaryFile(IExportStore store)
{
    /// <summary>
    /// Writes it, over an earlier one of a run that was retried. False when the very same end is written already: two that account
    /// for the last companies at the same time both come here.
    /// </summary>
    public async Task<bool> WriteAsync(RunSummary summary, CancellationToken cancellationToken)
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
        // One that somebody else damaged is written again.
        return ExportJson.TryRead<RunSummary>(there.Content.Span) is { } written && Timeless(summary).AsSpan().SequenceEqual(Timeless(written));

        static byte[] Timeless(RunSummary summary) => ExportJson.Line(summary with { FinishedAt = null, Seconds = 0 });
    }
}
