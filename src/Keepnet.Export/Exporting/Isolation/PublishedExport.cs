using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Journal;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>An export that a run has published, or is about to.</summary>
/// <param name="CompanyId">Whose.</param>
/// <param name="CompanyName">As listed.</param>
/// <param name="Attempt">Of the message, as journalled.</param>
/// <param name="Manifest">Path from the store's root.</param>
internal sealed record PublishedExport(string CompanyId, string? CompanyName, int Attempt, string Manifest)
{
    /// <summary>As journalled; null before it is.</summary>
    public ExportOutcome? Outcome { get; init; }

    /// <summary>The attempt as its folder and its manifest name it; null for one that only the journal tells of.</summary>
    public string? AttemptName { get; init; }

    public static PublishedExport Of(JournalEntry entry, string manifest) =>
        new(entry.CompanyId, entry.CompanyName, entry.Attempt, manifest) { Outcome = entry.Outcome };

    public static PublishedExport Of(ExportJob job, string manifest, string attemptName) =>
        new(job.CompanyId, job.CompanyName, job.Attempt, manifest) { AttemptName = attemptName };
}
