namespace Keepnet.Export.Runs.Journal;

/// <summary>A run's journal, digested: the last outcome of each company, and what the calls of all lines add up to.</summary>
internal sealed class JournalDigest
{
    // Outcomes by id; whole entries only of companies that are not succeeded, which are few.
    private readonly Dictionary<string, ExportOutcome> _outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JournalEntry> _failures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _bytes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private readonly HashSet<(string CompanyId, int Attempt)> _exports = [];
    private readonly HashSet<string> _counted = new(StringComparer.Ordinal);
    private readonly HashSet<(string CompanyId, int Attempt, DateTimeOffset StartedAt)> _others = [];
    private readonly Lock _lock = new();

    public IReadOnlyDictionary<string, ExportOutcome> Outcomes => _outcomes;

    /// <summary>Last entries of the companies that did not succeed.</summary>
    public IReadOnlyDictionary<string, JournalEntry> Failures => _failures;

    public ApiCounts Api { get; private set; } = new();

    /// <summary>Bytes of the exports that stand.</summary>
    public long Bytes => _bytes.Values.Sum();

    /// <summary>Companies whose manifest holds warnings.</summary>
    public int CompaniesWithWarnings => _warned.Count;

    public DateTimeOffset? LastEnd { get; private set; }

    public static async Task<JournalDigest> ReadAsync(RunJournal journal, string runId, CancellationToken cancellationToken)
    {
        var digest = new JournalDigest();
        await foreach (var entry in journal.ReadAsync(runId, cancellationToken))
        {
            digest.Add(entry);
        }

        return digest;
    }

    /// <summary>The company's last entry if it says that nothing was exported; null for a company that was.</summary>
    public JournalEntry? NotExported(string companyId) =>
        FailureOf(companyId) is { Outcome: ExportOutcome.Failed or ExportOutcome.Skipped } entry ? entry : null;

    /// <summary>The company's last entry unless it succeeded.</summary>
    public JournalEntry? FailureOf(string companyId)
    {
        lock (_lock)
        {
            return _failures.GetValueOrDefault(companyId);
        }
    }

    /// <summary>Whether calls of an export of the company are counted.</summary>
    public bool Counts(string companyId)
    {
        lock (_lock)
        {
            return _counted.Contains(companyId);
        }
    }

    /// <summary>Takes an outcome back because the store does not bear it out.</summary>
    public void Overrule(JournalEntry entry)
    {
        lock (_lock)
        {
            _outcomes[entry.CompanyId] = entry.Outcome;
            _failures[entry.CompanyId] = entry;
            _bytes.Remove(entry.CompanyId);
        }
    }

    /// <summary>Takes a line in, which overrules earlier ones of its company.</summary>
    public void Add(JournalEntry entry)
    {
        lock (_lock)
        {
            Take(entry);
        }
    }

    public CompanyCounts Count(int expected) => Count(expected, _outcomes.Keys);

    /// <summary>Counts these companies only, each of which has an outcome.</summary>
    public CompanyCounts Count(int expected, IEnumerable<string> companyIds) =>
        companyIds.Aggregate(new CompanyCounts { Expected = expected }, (counts, id) => counts.With(_outcomes[id]));

    private void Take(JournalEntry entry)
    {
        _outcomes[entry.CompanyId] = entry.Outcome;
        _bytes[entry.CompanyId] = entry.Bytes;
        if (entry.Outcome == ExportOutcome.Succeeded)
        {
            _failures.Remove(entry.CompanyId);
        }
        else
        {
            _failures[entry.CompanyId] = entry;
        }

        if (IsFirstOf(entry))
        {
            Api += new ApiCounts { Calls = entry.Calls, Retries = entry.Retries, Throttled = entry.Throttled };
        }

        _ = entry.Warnings > 0 ? _warned.Add(entry.CompanyId) : _warned.Remove(entry.CompanyId);
        LastEnd = LastEnd is { } last && last >= entry.FinishedAt ? last : entry.FinishedAt;
    }

    // A message that is delivered twice journals its export twice, and a store that lost its answer has a line twice; the calls
    // were made once.
    private bool IsFirstOf(JournalEntry entry)
    {
        if (entry.Manifest is null)
        {
            return _others.Add((entry.CompanyId, entry.Attempt, entry.StartedAt));
        }

        _counted.Add(entry.CompanyId);
        return _exports.Add((entry.CompanyId, entry.Attempt));
    }
}
