using Keepnet.Export.Runs.Summaries;

namespace Keepnet.Export.Runs.Planning;

/// <summary>What a backfill prints: one document per month, and how they went together.</summary>
public sealed record BackfillDocument
{
    /// <summary>The worst of the runs' outcomes.</summary>
    public required RunOutcome Outcome { get; init; }

    /// <summary>Why the backfill ended early, as the month says at which it did; null when it came to its end.</summary>
    public string? Code => Interrupted?.Code;

    public string? Reason => Interrupted?.Reason;

    /// <summary>Oldest month first; months after a stop are missing.</summary>
    public required IReadOnlyList<RunSummary> Runs { get; init; }

    private RunSummary? Interrupted => Runs.FirstOrDefault(run => run.Outcome is RunOutcome.Stopped or RunOutcome.Canceled);
}
