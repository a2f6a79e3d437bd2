namespace Keepnet.Export.Exporting.Checks;

/// <summary>What the next export's checks need to know of a widget: one item of <c>digest</c> in <c>manifest.json</c>.</summary>
public sealed record WidgetDigest
{
    public required string WidgetId { get; init; }

    /// <summary>Lines it made in <c>metrics.ndjson</c> and <c>tables.ndjson</c>.</summary>
    public required long Lines { get; init; }

    /// <summary>What counts add up to that can only grow in the window; absent when there are none or the window moves.</summary>
    public IReadOnlyDictionary<string, double>? Totals { get; init; }
}
