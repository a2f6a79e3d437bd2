using System.Security.Cryptography;
using Keepnet.Export.Exporting.Manifests;
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

    /// <param name="path">Path of the manifest from the store's root.</param>
    /// <param name="manifest">What it says.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="period">The period's folder name.</param>
    /// <param name="requestedAt">When the manifest's run was asked for.</param>
    internal static LatestPointer To(
        string path, ExportManifest manifest, ReadOnlyMemory<byte> content, string period, DateTimeOffset requestedAt) => new()
        {
            RunId = manifest.RunId,
            Period = period,
            Outcome = manifest.Outcome,
            RequestedAt = requestedAt,
            FinishedAt = manifest.FinishedAt,
            Manifest = path,
            ManifestSha256 = Convert.ToHexStringLower(SHA256.HashData(content.Span)),
        };

    /// <summary>Whether another run's export is newer: by when the runs were asked for, and in one instant by their ids.</summary>
    internal bool IsOlderThan(DateTimeOffset requestedAt, string runId) =>
        (RequestedAt, string.CompareOrdinal(RunId, runId)).CompareTo((requestedAt, 0)) < 0;
}
