namespace Keepnet.Export.Exporting.Changes;

/// <summary>What the widgets or the reports of an export say, by id, and what of them could not be had.</summary>
internal sealed class ContentList
{
    private readonly Dictionary<string, ContentEntry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);

    /// <summary>False when there may be more than anybody asked for: then nothing is known to be gone.</summary>
    public bool IsWhole { get; set; } = true;

    public void Add(string id, string? type, string hash) =>
        _entries.TryAdd(id, new ContentEntry { Id = id, Type = CodeName.Is(type) ? type : null, Hash = hash, Change = ChangeKind.New });

    /// <summary>Takes note of what was asked for and could not be had.</summary>
    public void Miss(string id) => _missing.Add(id);

    /// <summary>What became of each since the previous export, in the order of this one; then the rest of that one.</summary>
    /// <param name="previous">Of the previous export; empty when there is none.</param>
    public IReadOnlyList<ContentEntry> CompareWith(IReadOnlyList<ContentEntry> previous)
    {
        var before = previous.Where(entry => entry.Change != ChangeKind.Gone).DistinctBy(entry => entry.Id, StringComparer.Ordinal)
            .ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        var there = _entries.Values.Select(entry => entry with { Change = Compare(before.GetValueOrDefault(entry.Id), entry) });
        var missing = _missing.Where(id => !_entries.ContainsKey(id))
            .Select(id => Unknown(before.GetValueOrDefault(id) ?? new ContentEntry { Id = id, Change = ChangeKind.Unknown }));
        var rest = before.Values.Where(entry => !_entries.ContainsKey(entry.Id) && !_missing.Contains(entry.Id)).Select(Rest).OfType<ContentEntry>();
        return [.. there, .. missing, .. rest];
    }

    private static ChangeKind Compare(ContentEntry? before, ContentEntry now) => before switch
    {
        { Hash: null } or null => ChangeKind.New,
        { Hash: var hash } => hash == now.Hash ? ChangeKind.Same : ChangeKind.Changed,
    };

    // One that nobody ever had cannot go.
    private ContentEntry? Rest(ContentEntry before) => (IsWhole, before.Hash) switch
    {
        (false, _) => Unknown(before),
        (true, null) => null,
        _ => before with { Hash = null, Change = ChangeKind.Gone },
    };

    private static ContentEntry Unknown(ContentEntry last) => last with { Change = ChangeKind.Unknown };
}
