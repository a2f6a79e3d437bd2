using System.Collections.Immutable;
using Keepnet.Export.Runs.Journal;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>
/// Who was given which answers. An answer is claimed as it comes in, so that of two companies in flight both learn of it when they
/// are given the same. One per run and process, which begins with what other processes have journalled; holds a few dozen bytes per answer, however
/// large the run.
/// </summary>
internal sealed class ClaimLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, CompanyStanding> _claims = [];
    private readonly Dictionary<string, CompanyStanding> _companies = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> _chance = [];

    /// <summary>A company asks from scratch: what it was given before counts no more.</summary>
    public void Begin(string companyId)
    {
        lock (_lock)
        {
            if (_companies.TryGetValue(companyId, out var company))
            {
                Release(company);
                company.Restart();
            }
            else
            {
                _companies[companyId] = new CompanyStanding(companyId);
            }
        }
    }

    /// <summary>Another process of the run journalled this; the last line of a company counts.</summary>
    public void Remember(JournalEntry entry)
    {
        lock (_lock)
        {
            if (_companies.Remove(entry.CompanyId, out var before))
            {
                Release(before);
            }

            if (entry is { Manifest: { } manifest, Marks: { } marks })
            {
                var published = new PublishedExport(entry.CompanyId, entry.CompanyName, entry.Attempt, entry.Outcome, manifest);
                var company = _companies[entry.CompanyId] = new CompanyStanding(entry.CompanyId) { Published = published };
                company.Claims.AddRange(AnswerMarks.Read(marks).Where(key => _claims.TryAdd(key, company)));
            }
        }
    }

    /// <summary>A company was given this answer.</summary>
    public void Claim(string companyId, AnswerPrint answer)
    {
        lock (_lock)
        {
            var company = _companies[companyId];
            company.AddNames(answer.Names);
            company.NamesItself |= answer.NamesItself;
            foreach (var key in answer.Keys)
            {
                if (_claims.TryGetValue(key, out var first) && first != company && !_chance.Contains(key))
                {
                    company.AddDispute(first.CompanyId, key);
                    first.AddDispute(companyId, key);
                }
            }

            company.Claims.AddRange(answer.Claims.Where(key => _claims.TryAdd(key, company)));
        }
    }

    /// <summary>Other companies that were given the same as this one, each with what both claim.</summary>
    public IReadOnlyDictionary<string, ImmutableHashSet<ulong>> DisputesOf(string companyId)
    {
        lock (_lock)
        {
            return _companies[companyId].Disputes.ToImmutableDictionary(dispute => dispute.Key, dispute => dispute.Value.ToImmutableHashSet());
        }
    }

    /// <summary>Two companies rightly have the same; nobody needs to look again.</summary>
    public void TakeForChance(IEnumerable<ulong> keys)
    {
        lock (_lock)
        {
            _chance.UnionWith(keys);
        }
    }

    public bool Names(string companyId, string other)
    {
        lock (_lock)
        {
            return _companies.TryGetValue(companyId, out var company) && company.Names(other);
        }
    }

    public bool NamesItself(string companyId)
    {
        lock (_lock)
        {
            return _companies.TryGetValue(companyId, out var company) && company.NamesItself;
        }
    }

    public bool HasPublished(string companyId)
    {
        lock (_lock)
        {
            return _companies.TryGetValue(companyId, out var company) && company.Published is not null;
        }
    }

    /// <summary>Why the company must not publish what it has; null when nobody objects.</summary>
    public ExportFailure? ObjectionTo(string companyId)
    {
        lock (_lock)
        {
            return _companies[companyId].Objection;
        }
    }

    /// <summary>
    /// Objects to what a company was given. Returns what it has published, which the caller then withdraws; null when the company
    /// itself will find the objection.
    /// </summary>
    public PublishedExport? Object(string companyId, ExportFailure failure)
    {
        lock (_lock)
        {
            if (!_companies.TryGetValue(companyId, out var company))
            {
                return null;
            }

            var published = company.Published;
            (company.Objection, company.Published) = (failure, null);
            return published;
        }
    }

    /// <summary>
    /// A company has published; the objection that came too late to stop it, or null. Of one that was published before anything was
    /// asked here nothing is known.
    /// </summary>
    public ExportFailure? Publish(PublishedExport export)
    {
        lock (_lock)
        {
            if (!_companies.TryGetValue(export.CompanyId, out var company))
            {
                return null;
            }

            company.Published = company.Objection is null ? export : null;
            return company.Objection;
        }
    }

    /// <summary>An export that was to be withdrawn still stands.</summary>
    public void Restore(PublishedExport export)
    {
        lock (_lock)
        {
            _companies[export.CompanyId].Published = export;
        }
    }

    // What a partner in a dispute has claimed second it now has claimed first.
    private void Release(CompanyStanding company)
    {
        foreach (var key in company.Claims)
        {
            _claims.Remove(key);
            var heir = company.Disputes.FirstOrDefault(dispute => dispute.Value.Contains(key)).Key;
            if (heir is not null && _companies.TryGetValue(heir, out var other) && _claims.TryAdd(key, other))
            {
                other.Claims.Add(key);
            }
        }
    }
}
