using Keepnet.Export.Exporting.Privacy;

namespace Keepnet.Export.Exporting.Checks;

/// <summary>Which widget is being looked at.</summary>
/// <param name="Id">Null when it has none.</param>
/// <param name="Type">As sent.</param>
/// <param name="Title">As sent.</param>
/// <param name="ReportId">The report it comes from; null for a widget's own answer.</param>
internal sealed record WidgetInHand(string? Id, string? Type, string? Title, string? ReportId)
{
    private const int LongestTitle = 64;

    /// <param name="rule">The rule that is broken.</param>
    /// <param name="count">How often.</param>
    /// <param name="description">What is wrong, without a full stop.</param>
    public CheckFinding Finding(string rule, int count, string description) => new()
    {
        Rule = rule,
        WidgetId = Id,
        WidgetType = CodeName.Is(Type) ? Type : null,
        ReportId = ReportId,
        Count = count,
        Message = $"{this}: {description}.",
    };

    /// <summary>As messages name it: <c>Widget Tg7mQ2vXw9Lc (TrainingCompletionWidget, 'Training Completion')</c>.</summary>
    public override string ToString()
    {
        var names = HasTitle ? $" ({Type}, '{Title}')" : CodeName.Is(Type) ? $" ({Type})" : "";
        return $"Widget {Id ?? "without an id"}{names}{(ReportId is null ? "" : $" in report {ReportId}")}";
    }

    // The title of a type nobody knows could be anything.
    private bool HasTitle => Title is { Length: <= LongestTitle } && WidgetRules.Find(Type) is not null;
}
