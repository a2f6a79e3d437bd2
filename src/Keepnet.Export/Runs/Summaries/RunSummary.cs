using System.Text.Json.Serialization;
using Keepnet.Export.Exporting.Changes;

namespace Keepnet.Export.Runs.Summaries;

/// <summary><c>summary.json</c>: the proof that every company of the plan is accounted for, exactly once.</summary>
public sealed record RunSummary
{
    /// <summary>1 in the file; absent from the document that a process prints.</summary>
    public int? Schema { get; init; }

    /// <summary>Null when there was never a plan.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? RunId { get; init; }

    public required RunOutcome Outcome { get; init; }

    /// <summary>Why the run stopped; only of a stopped or canceled run, which has no <c>summary.json</c> yet.</summary>
    public string? Code { get; init; }

    public string? Reason { get; init; }

    /// <summary>The period's folder name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Period { get; init; }

    public required string Store { get; init; }

    public CompanyCounts Companies { get; init; } = new();

    public IReadOnlyList<CompanyFailure> Failures { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public long ApiCalls { get; init; }

    public long Retries { get; init; }

    public long Throttled { get; init; }

    public long Bytes { get; init; }

    public double Seconds { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What differs from the exports before; absent from an unfinished run.</summary>
    public RunChanges? Changes { get; init; }

    public RosterProof? Roster { get; init; }

    /// <summary>Where the answers differ from what is known of the API, across all companies of the run.</summary>
    public TenantDrift? Drift { get; init; }

    /// <summary>Figures that look wrong, across all companies of the run; absent when no export was checked.</summary>
    public TenantChecks? Checks { get; init; }

    /// <summary>True when no company of the plan is without an outcome.</summary>
    public bool? Complete { get; init; }
}
