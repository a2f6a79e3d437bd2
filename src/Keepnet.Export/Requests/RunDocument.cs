using System.Text.Json.Serialization;
using Keepnet.Export.Exporting.Changes;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Summaries;

namespace Keepnet.Export.Requests;

/// <summary>A run as it stands: the fields of <c>summary.json</c>, finished or not.</summary>
internal sealed record RunDocument
{
    public required string RunId { get; init; }

    public required string Trigger { get; init; }

    /// <summary>Whether every company is accounted for and none is being exported again.</summary>
    public required bool Finished { get; init; }

    /// <summary>Null while the run goes on; <c>stopped</c> when it waits for a person to mend something.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required RunOutcome? Outcome { get; init; }

    /// <summary>Why the run stopped.</summary>
    public string? Code { get; init; }

    public string? Reason { get; init; }

    /// <summary>The period's folder name.</summary>
    public required string Period { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? ScheduledFor { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public required string Store { get; init; }

    public required CompanyCounts Companies { get; init; }

    public required IReadOnlyList<CompanyFailure> Failures { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public long ApiCalls { get; init; }

    public long Retries { get; init; }

    public long Throttled { get; init; }

    public long Bytes { get; init; }

    public double? Seconds { get; init; }

    /// <summary>What differs from the exports before; absent until the run has finished.</summary>
    public RunChanges? Changes { get; init; }

    public RosterProof? Roster { get; init; }

    /// <summary>True when no company of the plan is without an outcome.</summary>
    public required bool Complete { get; init; }
}
