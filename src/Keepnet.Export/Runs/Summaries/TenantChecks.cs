namespace Keepnet.Export.Runs.Summaries;

/// <summary>The <c>checks</c> of <c>summary.json</c>: figures that look wrong, across all companies of a run.</summary>
public sealed record TenantChecks
{
    /// <summary>Companies with such figures.</summary>
    public required int Companies { get; init; }

    /// <summary>Companies by the rule that their figures break.</summary>
    public required IReadOnlyDictionary<string, int> Rules { get; init; }

    /// <summary>Companies by rule and widget, the most frequent first.</summary>
    public required IReadOnlyList<CheckCount> Found { get; init; }

    /// <summary>Companies that break the rule <c>unchanged</c>, at most 100.</summary>
    public IReadOnlyList<UnchangedCompany> Unchanged { get; init; } = [];

    /// <summary>Whether there were more than are listed.</summary>
    public bool IsCut { get; init; }
}
