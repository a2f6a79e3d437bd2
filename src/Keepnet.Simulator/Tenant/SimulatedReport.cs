namespace Keepnet.Simulator;

/// <summary>A saved executive report of one company.</summary>
internal sealed record SimulatedReport
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>Belongs to every company under one id and can neither be edited nor deleted.</summary>
    public bool IsBuiltIn { get; init; }

    public bool IsManagerReport { get; init; }

    public required string PeriodName { get; init; }

    public required IReadOnlyList<WidgetDefinition> Widgets { get; init; }

    /// <summary>A widget the layout names and the report does not carry.</summary>
    public WidgetDefinition? LayoutOnlyWidget { get; init; }

    public LayoutFlaw Layout { get; init; }

    /// <summary>What a client can read from the report, its layout included.</summary>
    public IEnumerable<string> WidgetIds => Layout is LayoutFlaw.None && LayoutOnlyWidget is { } extra
        ? Widgets.Append(extra).Select(widget => widget.Id)
        : Widgets.Select(widget => widget.Id);
}
