using System.Text.Json.Serialization;

namespace Keepnet.Export.Runs.Catalog;

/// <summary>One run in a list of runs.</summary>
public sealed record RunListing
{
    public required string RunId { get; init; }

    public required string Trigger { get; init; }

    /// <summary>The period's folder name.</summary>
    public required string Period { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Whether every company is accounted for.</summary>
    public required bool Finished { get; init; }

    /// <summary>Null while the run is not finished.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required RunOutcome? Outcome { get; init; }

    public required CompanyCounts Companies { get; init; }
}
