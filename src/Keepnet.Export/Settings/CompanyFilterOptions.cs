using Keepnet.Export.Runs;

namespace Keepnet.Export.Settings;

/// <summary>Which companies to export; section <c>Export:Companies</c>. Lists are comma-separated text or indexed keys.</summary>
public sealed class CompanyFilterOptions
{
    public IReadOnlyList<string> Include { get; set; } = [];

    public IReadOnlyList<string> Exclude { get; set; } = [];

    public IReadOnlyList<string> Tags { get; set; } = [];

    public bool SkipExpiredLicences { get; set; }

    /// <param name="only">Companies named for this run alone; they take the place of <see cref="Include"/>.</param>
    public CompanyFilters ToFilters(IReadOnlyList<string> only) => new()
    {
        Include = only.Count > 0 ? [.. only.Distinct(StringComparer.Ordinal)] : Include,
        Exclude = Exclude,
        Tags = Tags,
        SkipExpiredLicences = SkipExpiredLicences,
    };
}
