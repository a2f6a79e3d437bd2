namespace Keepnet.Export.Exporting.Drift;

/// <summary>Where a company's answers differ from the documented schema.</summary>
/// <param name="Added">Paths of fields the schema lacks.</param>
/// <param name="Gone">Paths of documented fields that were never sent.</param>
public sealed record DriftReport(IReadOnlyList<string> Added, IReadOnlyList<string> Gone)
{
    /// <summary>Documented fields that came with values of another kind.</summary>
    public IReadOnlyList<ChangedField> Changed { get; init; } = [];

    /// <summary>Widget types of the company's catalogue, reports and widgets, known or not.</summary>
    public IReadOnlyList<string> WidgetTypes { get; init; } = [];

    /// <summary>Those of <see cref="WidgetTypes"/> that are new: not among the types this program knows.</summary>
    public IReadOnlyList<string> NewWidgetTypes { get; init; } = [];
}
