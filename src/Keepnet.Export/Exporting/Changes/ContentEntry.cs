namespace Keepnet.Export.Exporting.Changes;

/// <summary>One widget or report of an export: what it is known by, what it says, and what became of it.</summary>
public sealed record ContentEntry
{
    public required string Id { get; init; }

    /// <summary>The widget's type; of widgets only.</summary>
    public string? Type { get; init; }

    /// <summary>
    /// Equal for equal content (<see cref="ContentHash"/>). Absent when it is gone; of one that could not be had, the last known.
    /// </summary>
    public string? Hash { get; init; }

    public required ChangeKind Change { get; init; }
}
