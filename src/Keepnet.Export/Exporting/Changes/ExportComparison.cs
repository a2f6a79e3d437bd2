using Keepnet.Export.Exporting.Manifests;

namespace Keepnet.Export.Exporting.Changes;

/// <summary>An export compared with the previous one, entry by entry.</summary>
internal sealed record ExportComparison(string? PreviousRunId, IReadOnlyList<ContentEntry> Widgets, IReadOnlyList<ContentEntry> Reports)
{
    /// <param name="previous">Null for a first export: then everything is new.</param>
    /// <param name="widgets">Of the new export.</param>
    /// <param name="reports">Of the new export.</param>
    public static ExportComparison Of(ExportManifest? previous, ContentList widgets, ContentList reports) => new(
        previous?.RunId, widgets.CompareWith(previous?.Widgets.Content ?? []), reports.CompareWith(previous?.Reports.Content ?? []))
    {
        PreviousSince = previous?.UnchangedSince ?? previous?.StartedAt,
    };

    /// <summary>Since when the previous export said what it said; null when there is none.</summary>
    private DateTimeOffset? PreviousSince { get; init; }

    /// <summary>Since when the widgets say what they say.</summary>
    /// <param name="now">When this export began.</param>
    public DateTimeOffset UnchangedSince(DateTimeOffset now) =>
        Widgets.Count > 0 && Widgets.All(widget => widget.Change == ChangeKind.Same) ? PreviousSince ?? now : now;

    public ManifestChanges ToChanges() =>
        new() { PreviousRunId = PreviousRunId, Widgets = ChangeCounts.Of(Widgets), Reports = ChangeCounts.Of(Reports) };
}
