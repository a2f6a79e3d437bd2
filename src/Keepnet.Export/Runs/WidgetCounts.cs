namespace Keepnet.Export.Runs;

/// <summary>Widgets asked for and had; <paramref name="Returned"/> includes the <paramref name="Empty"/> ones.</summary>
public sealed record WidgetCounts(int Requested, int Returned, int Empty, int Failed);
