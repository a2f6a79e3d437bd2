namespace Keepnet.Export.Exporting.Widgets;

/// <summary>Widgets to ask for in one call.</summary>
/// <param name="Ids">At least one.</param>
/// <param name="IsSuspect">Whether it is a single one that failed for another company.</param>
internal sealed record WidgetBatch(string[] Ids, bool IsSuspect);
