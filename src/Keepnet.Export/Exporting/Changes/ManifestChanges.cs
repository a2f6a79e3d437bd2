namespace Keepnet.Export.Exporting.Changes;

/// <summary>How an export differs from the previous one of the same company and period.</summary>
public sealed record ManifestChanges
{
    /// <summary>The run of the export compared with; absent when there was none, and everything is new.</summary>
    public string? PreviousRunId { get; init; }

    public required ChangeCounts Widgets { get; init; }

    public required ChangeCounts Reports { get; init; }
}
