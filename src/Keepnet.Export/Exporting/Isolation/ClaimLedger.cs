using System.Collections.Immutable;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>
/// Who was given which answers. An answer is claimed as it comes in, so that of two companies in flight both learn of it when they
/// are given the same. One per run and process, which begins with what other processes have journalled; holds a few dozen bytes per answer, however
/// large the run.
/// </summary>
internal sealed partial class ClaimLedger
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
