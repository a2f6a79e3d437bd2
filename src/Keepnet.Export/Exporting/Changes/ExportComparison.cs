namespace Keepnet.Export.Exporting.Changes;

/// <summary>An export compared with the previous one, entry by entry.</summary>
internal sealed record ExportComparison(string? PreviousRunId, IReadOnlyList<ContentEntry> Widgets, IReadOnlyList<ContentEntry> Reports)
{
    /// <param name="previous">Null for a first export: then everything is new.</param>
    /// <param name="widgets">Of the new export.</param>
    /// <param name="reports">Of the new export.</param>
    public static ExportComparison Of(ExportManifest? previous, ContentList widgets, ContentList reports) => new(
        previous?.RunId, widgets.CompareWith(previous?.Widgets.Content ?? []), reports.CompareWith(previous?.Reports.Content ?? []));

    public ManifestChanges ToChanges() =>
        new() { PreviousRunId = PreviousRunId, Widgets = ChangeCounts.Of(Widgets), Reports = ChangeCounts.Of(Reports) };
}
