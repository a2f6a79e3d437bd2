using Keepnet.Export.Runs;

namespace Keepnet.Export.Exporting;

/// <summary>Widgets asked for and had.</summary>
/// <param name="Requested">Widget ids asked for.</param>
/// <param name="Returned">Widgets written, empty ones included.</param>
/// <param name="Empty">Widgets written that hold no data.</param>
/// <param name="Failed">Widgets that could not be had.</param>
public sealed record ManifestWidgets(int Requested, int Returned, int Empty, IReadOnlyList<FailedWidget> Failed)
{
    public WidgetCounts ToCounts() => new(Requested, Returned, Empty, Failed.Count);
}
