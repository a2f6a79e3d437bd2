namespace Keepnet.Export.Runs.Summaries;

/// <summary>How many companies have figures in one widget that break one rule.</summary>
/// <param name="Rule">As in the manifests' <c>checks</c>.</param>
/// <param name="WidgetId">Absent when the rule is about whole companies.</param>
/// <param name="WidgetType">Absent when the widget has none.</param>
/// <param name="Companies">How many.</param>
public sealed record CheckCount(string Rule, string? WidgetId, string? WidgetType, int Companies);
