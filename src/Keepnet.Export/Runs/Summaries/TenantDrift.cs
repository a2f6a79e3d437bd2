namespace Keepnet.Export.Runs.Summaries;

/// <summary>The <c>drift</c> of <c>summary.json</c>: where the answers to a whole run differ from what is known of the API.</summary>
public sealed record TenantDrift
{
    /// <summary>The run it is compared with: the previous one of all companies; absent when there is none, or this one is of some companies only.</summary>
    public string? ComparedWith { get; init; }

    /// <summary>How many differences that run did not have; 0 when nothing is compared.</summary>
    public int New { get; init; }

    /// <summary>The new ones first, then the most frequent.</summary>
    public IReadOnlyList<DriftFinding> Found { get; init; } = [];

    /// <summary>Whether there were more than are listed.</summary>
    public bool IsCut { get; init; }

    /// <summary>Exports by the widget types they met, so that the next run sees which vanished.</summary>
    public IReadOnlyDictionary<string, int> WidgetTypes { get; init; } = new Dictionary<string, int>();
}
