namespace Keepnet.Export.Runs.Summaries;

/// <summary>One difference and how many companies have it: "3 of 400 since 2026-11-20".</summary>
public sealed record DriftFinding
{
    /// <summary>One of <see cref="DriftKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Path of the field, for example <c>widgets[].widgetDatas[].sourceBreakdown</c>, or the widget type.</summary>
    public required string Path { get; init; }

    /// <summary>Of a changed field: what was documented and what came instead, for example <c>number, sent string</c>.</summary>
    public string? Detail { get; init; }

    /// <summary>Companies that have it; of a vanished widget type, those that had it last.</summary>
    public required int Companies { get; init; }

    /// <summary>Companies looked at.</summary>
    public required int Of { get; init; }

    /// <summary>When the run was asked for that first met it; absent when that is not known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether the run compared with did not have it.</summary>
    public bool IsNew { get; init; }

    internal DriftKey Key => new(Kind, Path, Detail);
}
