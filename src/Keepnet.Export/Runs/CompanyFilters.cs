using System.Text.Json.Serialization;

namespace Keepnet.Export.Runs;

/// <summary>Which companies a run is about.</summary>
public sealed record CompanyFilters
{
    /// <summary>Only these ids; empty for all. An id that is not listed by the API is a failed company of the run.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Not these ids.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Only companies with at least one of these tags; empty for any.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool SkipExpiredLicences { get; init; }

    /// <summary>True when the run is about every company of the reseller.</summary>
    [JsonIgnore]
    public bool IsAll => Include.Count == 0;

    /// <summary>Whether a run with the other filters is about the same companies.</summary>
    public bool Matches(CompanyFilters other) =>
        Same(Include, other.Include, StringComparer.Ordinal) && Same(Exclude, other.Exclude, StringComparer.Ordinal)
        && Same(Tags, other.Tags, StringComparer.OrdinalIgnoreCase) && SkipExpiredLicences == other.SkipExpiredLicences;

    private static bool Same(IReadOnlyList<string> left, IReadOnlyList<string> right, StringComparer comparer) =>
        left.ToHashSet(comparer).SetEquals(right);
}
