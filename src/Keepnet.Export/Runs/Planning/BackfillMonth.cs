using Keepnet.Api.Reports;
using Keepnet.Export.Runs.Summaries;

namespace Keepnet.Export.Runs.Planning;

/// <summary>One month of a backfill, and what is there of it already.</summary>
public sealed record BackfillMonth
{
    public required ReportPeriod Period { get; init; }

    /// <summary>A run that exported the whole month; nothing is left to do.</summary>
    public RunSummary? Finished { get; init; }

    /// <summary>The month's run that was cut off; it is to be resumed.</summary>
    public RunPlan? Unfinished { get; init; }

    /// <summary>What a backfill prints for a month it did not fetch again: that run's result, which cost this process nothing.</summary>
    public RunSummary? Document => Finished is not { } summary ? null : summary with
    {
        Schema = null,
        StartedAt = null,
        FinishedAt = null,
        Roster = null,
        Complete = null,
        ApiCalls = 0,
        Retries = 0,
        Throttled = 0,
        Bytes = 0,
        Seconds = 0,
        Warnings = [.. summary.Warnings, $"Run {summary.RunId} had exported this month before; it was not fetched again."],
    };
}
