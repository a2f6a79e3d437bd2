namespace Keepnet.Export.Exporting.Changes;

/// <summary>Widgets or reports by what became of them.</summary>
public sealed record ChangeCounts
{
    public long New { get; init; }

    public long Changed { get; init; }

    public long Same { get; init; }

    public long Gone { get; init; }

    /// <summary>Could not be had, so that nobody knows.</summary>
    public long Unknown { get; init; }

    public static ChangeCounts Of(IReadOnlyList<ContentEntry> entries) => new()
    {
        New = entries.Count(entry => entry.Change == ChangeKind.New),
        Changed = entries.Count(entry => entry.Change == ChangeKind.Changed),
        Same = entries.Count(entry => entry.Change == ChangeKind.Same),
        Gone = entries.Count(entry => entry.Change == ChangeKind.Gone),
        Unknown = entries.Count(entry => entry.Change == ChangeKind.Unknown),
    };

    public static ChangeCounts operator +(ChangeCounts left, ChangeCounts right) => new()
    {
        New = left.New + right.New,
        Changed = left.Changed + right.Changed,
        Same = left.Same + right.Same,
        Gone = left.Gone + right.Gone,
        Unknown = left.Unknown + right.Unknown,
    };

    public static ChangeCounts Add(ChangeCounts left, ChangeCounts right) => left + right;
}
