using Keepnet.Export.Exporting.Manifests;

namespace Keepnet.Export.Exporting.Changes;

/// <summary>What changed in all exports of a run, each compared with the one before.</summary>
public sealed record RunChanges
{
    public required ChangeCounts Widgets { get; init; }

    public required ChangeCounts Reports { get; init; }

    /// <summary><c>changes.ndjson</c>, its path from the store's root; absent when nothing differs.</summary>
    public ManifestFile? File { get; init; }
}
