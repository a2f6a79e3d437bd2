namespace Keepnet.Export.Exporting.Isolation;

/// <summary>What the ledger knows of one company. Guarded by the ledger's lock.</summary>
internal sealed class CompanyStanding(string companyId)
{
    private Dictionary<string, HashSet<ulong>>? _disputes;
    private HashSet<string>? _names;
    private Dictionary<string, ExportFailure>? _barred;

    public string CompanyId => companyId;

    /// <summary>What the company has claimed and nobody before it.</summary>
    public List<ulong> Claims { get; } = [];

    /// <summary>Claims that another company made too, by company.</summary>
    public IReadOnlyDictionary<string, HashSet<ulong>> Disputes => _disputes ??= new(StringComparer.Ordinal);

    public bool NamesItself { get; set; }

    /// <summary>Why the company must not publish what it has.</summary>
    public ExportFailure? Objection { get; set; }

    /// <summary>Whether no more is known than what another process has journalled.</summary>
    public bool IsRemembered { get; init; }

    /// <summary>What the company has published in this run, or is publishing.</summary>
    public PublishedExport? Published { get; set; }

    /// <summary>Why an attempt must not stay published; null when it may.</summary>
    public ExportFailure? ObjectionTo(string attemptName) => _barred?.GetValueOrDefault(attemptName);

    public void Bar(string attemptName, ExportFailure failure) => (_barred ??= new(StringComparer.Ordinal))[attemptName] = failure;

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
        Published = Published is { Outcome: not null } ? Published : null;
        Claims.Clear();
    }
}
