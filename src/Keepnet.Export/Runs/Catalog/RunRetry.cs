using Keepnet.Export.Queueing;
using Keepnet.Export.Runs.Journal;

namespace Keepnet.Export.Runs.Catalog;

/// <summary><c>retry.json</c>: the companies of a run that were last asked for again.</summary>
internal sealed record RunRetry
{
    public int Schema { get; init; } = 1;

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The attempt each company is to have.</summary>
    public required IReadOnlyDictionary<string, int> Attempts { get; init; }

    /// <summary>A message per failed or partial company of a run, one attempt on.</summary>
    public static IEnumerable<ExportMessage> Again(RunPlan plan, JournalDigest journal) => journal.Failures.Values
        .Where(entry => entry.Outcome is ExportOutcome.Failed or ExportOutcome.Partial)
        .OrderBy(entry => entry.CompanyId, StringComparer.Ordinal)
        .Select(entry => ExportMessage.Of(plan, entry.CompanyId, entry.CompanyName, entry.Attempt + 1));

    /// <summary>Those of <see cref="Again"/> whose company has not reached the attempt yet.</summary>
    public IEnumerable<ExportMessage> Pending(RunPlan plan, JournalDigest journal) =>
        Again(plan, journal).Where(message => Attempts.TryGetValue(message.CompanyId, out var attempt) && message.Attempt <= attempt);
}
