namespace Keepnet.Export.Exporting.Widgets;

/// <summary>The widgets a company's licence offers.</summary>
/// <param name="WidgetIds">Each once, in the order listed.</param>
/// <param name="Warnings">What could not be read.</param>
public sealed record WidgetCatalogue(IReadOnlyList<string> WidgetIds, IReadOnlyList<string> Warnings);
