using Keepnet.Export.Exporting.Changes;

namespace Keepnet.Export.Exporting.Manifests;

/// <summary>Reports listed and details fetched.</summary>
public sealed record ManifestReports(int Listed, int Details)
{
    /// <summary>Each report with a detail, and those of the previous export that are gone.</summary>
    public IReadOnlyList<ContentEntry> Content { get; init; } = [];
}
