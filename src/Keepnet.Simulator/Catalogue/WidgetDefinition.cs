namespace Keepnet.Simulator;

/// <summary>One widget: a type in one chart variant, under an id that is the same at every company.</summary>
internal sealed record WidgetDefinition
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public required string Title { get; init; }

    public required string ChartType { get; init; }

    public required string Group { get; init; }

    public string? Description { get; init; }

    /// <summary>The lowest licence that has the widget.</summary>
    public LicenceTier Tier { get; init; }

    public bool IsSupportManager { get; init; }

    public required Func<WidgetSubject, IEnumerable<WidgetPoint>> Points { get; init; }
}
