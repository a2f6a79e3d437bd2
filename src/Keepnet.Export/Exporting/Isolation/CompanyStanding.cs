namespace Keepnet.Export.Exporting.Isolation;

/// <summary>What the ledger knows of one company. Guarded by the ledger's lock.</summary>
internal sealed class CompanyStanding(string companyId)
{
    private Dictionary<string, HashSet<ulong>>? _disputes;
    private HashSet<string>? _names;

    public string CompanyId => companyId;

    /// <summary>What the company has claimed and nobody before it.</summary>
    public List<ulong> Claims { get; } = [];

    /// <summary>Claims that another company made too, by company.</summary>
    public IReadOnlyDictionary<string, HashSet<ulong>> Disputes => _disputes ??= new(StringComparer.Ordinal);

    public bool NamesItself { get; set; }

    /// <summary>Why the company must not publish what it has.</summary>
    public ExportFailure? Objection { get; set; }

    /// <summary>What the company has published in this run.</summary>
    public PublishedExport? Published { get; set; }

    public bool Names(string other) => _names?.Contains(other) == true;

    public void AddNames(IReadOnlyCollection<string> others)
    {
        if (others.Count > 0)
        {
            (_names ??= new(StringComparer.Ordinal)).UnionWith(others);
        }
    }

    public void AddDispute(string other, ulong key)
    {
        _disputes ??= new(StringComparer.Ordinal);
        if (!_disputes.TryGetValue(other, out var keys))
        {
            _disputes[other] = keys = [];
        }

        keys.Add(key);
    }

    /// <summary>Forgets what answers said, before they are asked for anew.</summary>
    public void Restart()
    {
        (_disputes, _names, NamesItself, Objection) = (null, null, false, null);
        Claims.Clear();
    }
}
