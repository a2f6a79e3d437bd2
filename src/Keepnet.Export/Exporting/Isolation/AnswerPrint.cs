namespace Keepnet.Export.Exporting.Isolation;

/// <summary>What is kept of one answer: the fingerprints of its parts, and whom it names.</summary>
internal sealed record AnswerPrint(AnswerCall Call, IReadOnlyList<Fingerprint> Parts)
{
    // Of each answer this many heavy parts are claimed for themselves, so that answers to different questions meet.
    private const int ClaimedParts = 3;

    private int? _weight;

    /// <summary>Other companies whose own id or name stands in the answer.</summary>
    public IReadOnlyCollection<string> Names { get; init; } = [];

    /// <summary>Whether an id, and not only a name, is among them.</summary>
    public bool NamesById { get; init; }

    /// <summary>Whether the answer names the company that it was given to.</summary>
    public bool NamesItself { get; init; }

    /// <summary>In points. Reports alone are no proof against figures that differ: several companies may share a reseller's templates.</summary>
    public int Weight => _weight ??= Math.Min(Parts.Sum(part => part.Weight), Call.Kind == AnswerKind.Reports ? Evidence.Strong - 1 : Evidence.Most);

    /// <summary>What a company claims by having this answer.</summary>
    public IEnumerable<ulong> Claims => Weight < Evidence.Enough ? [] : Parts
        .Where(part => part.Weight >= Evidence.Enough)
        .OrderByDescending(part => part.Weight)
        .Take(ClaimedParts)
        .Select(part => part.Key)
        .Append(Fingerprint.KeyOf(Parts));

    /// <summary>By what it may be found that another company has claimed the same.</summary>
    public IEnumerable<ulong> Keys => Weight < Evidence.Enough ? [] : Parts
        .Where(part => part.Weight >= Evidence.Enough)
        .Select(part => part.Key)
        .Append(Fingerprint.KeyOf(Parts));

    /// <summary>The one key by which another process of the run may find that two companies have this answer.</summary>
    public ulong Mark => Parts.MaxBy(part => part.Weight) is { Weight: >= Evidence.Enough } heaviest ? heaviest.Key : Fingerprint.KeyOf(Parts);

    /// <summary>Compares with another answer to the same call, or to a part of it.</summary>
    public AnswerComparison CompareWith(AnswerPrint other)
    {
        var others = new Dictionary<string, Fingerprint>(StringComparer.Ordinal);
        foreach (var part in other.Parts)
        {
            others.TryAdd(part.Subject, part);
        }

        var (equal, different, isIdentical) = (0, 0, Parts.Count > 0);
        foreach (var part in Parts)
        {
            var isThere = others.TryGetValue(part.Subject, out var twin);
            var isEqual = isThere && twin.Hash == part.Hash;
            equal += isEqual ? part.Weight : 0;
            different += !isEqual && (isThere || Call.Kind != AnswerKind.Widgets) ? Math.Max(part.Weight, twin.Weight) : 0;
            isIdentical &= isEqual;
        }

        return new AnswerComparison(Math.Min(equal, Weight), different, isIdentical);
    }
}
