namespace Keepnet.Export.Runs.Summaries;

/// <summary>What makes two differences the same one.</summary>
internal readonly record struct DriftKey(string Kind, string Path, string? Detail = null) : IComparable<DriftKey>
{
    public int CompareTo(DriftKey other)
    {
        var byKind = string.CompareOrdinal(Kind, other.Kind);
        var byPath = byKind != 0 ? byKind : string.CompareOrdinal(Path, other.Path);
        return byPath != 0 ? byPath : string.CompareOrdinal(Detail, other.Detail);
    }
}
