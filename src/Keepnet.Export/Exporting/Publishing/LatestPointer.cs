using Keepnet.Export.Runs;

namespace Keepnet.Export.Exporting.Publishing;

/// <summary><c>latest.json</c>: the newest succeeded or partial export of one company and period.</summary>
public sealed record LatestPointer
{
    public int Schema { get; init; } = 1;

    public required string RunId { get; init; }

    /// <summary>The period's folder name.</summary>
    public required string Period { get; init; }

    public required ExportOutcome Outcome { get; init; }

    /// <summary>When the run was asked for: decides which export is newer.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Path of the manifest from the store's root.</summary>
    public required string Manifest { get; init; }

    public required string ManifestSha256 { get; init; }
}
