using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Runs;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Exporting;

/// <summary>How one try to export a company ended.</summary>
/// <param name="Outcome">What the company's files are worth.</param>
/// <param name="Failure">Why the outcome is not <c>succeeded</c>.</param>
/// <param name="Manifest">What stands in the store; null when nothing was written.</param>
/// <param name="ManifestPath">From the store's root.</param>
internal sealed record CompanyResult(ExportOutcome Outcome, ExportFailure? Failure, ExportManifest? Manifest, string? ManifestPath)
{
    /// <summary>Widgets asked for and had, of a company that failed for want of them too; null when nothing is known of any.</summary>
    public ManifestWidgets? Widgets { get; init; } = Manifest?.Widgets;

    /// <summary>The version the manifest was read at, when it was there before.</summary>
    public StoreVersion? Version { get; init; }

    /// <summary>Whether the export was there before, made by a process that had no time to journal it.</summary>
    public bool WasThere => Version is not null;
}
