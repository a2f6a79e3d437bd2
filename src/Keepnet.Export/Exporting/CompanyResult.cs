using Keepnet.Export.Runs;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Exporting;

/// <summary>How one try to export a company ended.</summary>
/// <param name="Outcome">What the company's files are worth.</param>
/// <param name="Failure">Why the outcome is not <c>succeeded</c>.</param>
/// <param name="Manifest">What stands in the store; null when nothing was written.</param>
/// <param name="ManifestPath">From the store's root.</param>
/// <param name="Api">Calls made for the company by this try.</param>
internal sealed record CompanyResult(ExportOutcome Outcome, ExportFailure? Failure, ExportManifest? Manifest, string? ManifestPath, ApiCounts Api)
{
    /// <summary>The version the manifest was read at, when it was there before.</summary>
    public StoreVersion? Version { get; init; }
}
