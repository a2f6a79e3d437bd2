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
    private readonly Dictionary<string, ExportFailure> _withdrawn = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> _chance = [];

    /// <summary>A company asks from scratch: what it was given before counts no more.</summary>
    public void Begin(string companyId)
    {
        lock (_lock)
        {
            var before = _companies.GetValueOrDefault(companyId);
            if (before is not null)
            {
                Release(before);
            }

            if (before is { IsRemembered: false })
            {
                before.Restart();
            }
            else
            {
                _companies[companyId] = new CompanyStanding(companyId) { Published = before?.Published };
            }
        }
    }

    /// <summary>
    /// Another process of the run journalled this; the last line of a company counts. Of a company that this process has worked on it
    /// knows better.
    /// </summary>
    public void Remember(JournalEntry entry)
    {
        lock (_lock)
        {
            if (_companies.TryGetValue(entry.CompanyId, out var before) && !before.IsRemembered)
            {
                return;
            }

            _withdrawn.Remove(entry.CompanyId);
            Forget(before);
            if (entry is { Withdrawn: not null, Code: { } code, Reason: { } reason })
            {
                _withdrawn[entry.CompanyId] = new ExportFailure(code, reason);
            }
            else if (entry is { Manifest: { } manifest, Marks: { } marks })
            {
                Claim(new CompanyStanding(entry.CompanyId) { Published = PublishedExport.Of(entry, manifest), IsRemembered = true }, AnswerMarks.Read(marks));
            }
        }
    }

    /// <summary>
    /// An export stands in the store that this process has not published. False when the company must be asked again, because the
    /// export was withdrawn, or because another company was given the same.
    /// </summary>
    public bool Adopt(PublishedExport export, IReadOnlyList<ulong> marks)
    {
        lock (_lock)
        {
            if (_companies.ContainsKey(export.CompanyId))
            {
                return true;
            }

            var objection = _withdrawn.GetValueOrDefault(export.CompanyId)
                ?? (ClaimantOf(marks) is { } other ? IsolationFailures.Doubtful(export.CompanyId, other) : null);
            var company = new CompanyStanding(export.CompanyId);
            Claim(company, marks);
            if (objection is not null)
            {
                company.Bar(export.AttemptName!, objection);
            }

            return objection is null;
        }
    }

    /// <summary>Whether a company that this process does not know yet was given what another one was given too.</summary>
    public bool IsSuspicious(string companyId, IReadOnlyList<ulong> marks)
    {
        lock (_lock)
        {
            return !_companies.ContainsKey(companyId) && ClaimantOf(marks) is not null;
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
            return _companies.TryGetValue(companyId, out var company) && company.Published is { Outcome: not null };
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

    /// <summary>Why an attempt of a company must not stay published, whoever published it; null when it may.</summary>
    public ExportFailure? ObjectionTo(string companyId, string attemptName)
    {
        lock (_lock)
        {
            return _companies.TryGetValue(companyId, out var company) ? company.ObjectionTo(attemptName) : null;
        }
    }

    /// <summary>
    /// Objects to what a company was given. Returns what it has published or is publishing, which the caller then withdraws; null
    /// when the company itself will find the objection.
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
            if (published is { Outcome: null, AttemptName: { } attemptName })
            {
                company.Bar(attemptName, failure);
            }

            return published;
        }
    }

    /// <summary>A company is about to publish, and from now on an objection must be written down. The one that was faster, or null.</summary>
    public ExportFailure? BeginPublishing(PublishedExport export)
    {
        lock (_lock)
        {
            var company = _companies[export.CompanyId];
            company.Published = company.Objection is null ? export : company.Published;
            return company.Objection;
        }
    }

    /// <summary>What a company has published is journalled.</summary>
    public void Publish(PublishedExport export)
    {
        lock (_lock)
        {
            _withdrawn.Remove(export.CompanyId);
            if (_companies.TryGetValue(export.CompanyId, out var company))
            {
                company.Published = export;
            }
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

    private void Forget(CompanyStanding? company)
    {
        if (company is not null)
        {
            _companies.Remove(company.CompanyId);
            Release(company);
        }
    }

    private void Claim(CompanyStanding company, IEnumerable<ulong> marks)
    {
        _companies[company.CompanyId] = company;
        company.Claims.AddRange(marks.Where(key => _claims.TryAdd(key, company)));
    }

    private string? ClaimantOf(IEnumerable<ulong> marks) =>
        marks.Where(key => !_chance.Contains(key)).Select(key => _claims.GetValueOrDefault(key)?.CompanyId).FirstOrDefault(claimant => claimant is not null);

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
