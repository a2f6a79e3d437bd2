using Keepnet.Export.Exporting.Changes;
using Keepnet.Export.Runs;

namespace Keepnet.Export.Exporting.Manifests;

/// <summary>Widgets asked for and had.</summary>
/// <param name="Requested">Widget ids asked for.</param>
/// <param name="Returned">Widgets written, empty ones included.</param>
/// <param name="Empty">Widgets written that hold no data.</param>
/// <param name="Failed">Widgets that could not be had.</param>
public sealed record ManifestWidgets(int Requested, int Returned, int Empty, IReadOnlyList<FailedWidget> Failed)
{
    /// <summary>Each widget asked for, and those of the previous export that are gone.</summary>
    public IReadOnlyList<ContentEntry> Content { get; init; } = [];

    public WidgetCounts ToCounts() => new(Requested, Returned, Empty, Failed.Count);
}
