using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>
/// Notices an answer that is the reseller's own or another company's (scope header ignored, a proxy's cache, answers mixed
/// up) before anything of it is published. One per run and process; holds a few bytes per answer, however large the run.
/// </summary>
internal sealed class IsolationGuard
{
    /// <summary>Equal answers with less evidence than this may be chance.</summary>
    internal const int EnoughEvidence = 3;

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, string> _owners = [];
    private readonly Dictionary<(string Subject, ulong Hash), string> _resellers = [];

    /// <summary>Takes in the reseller's own answers, which no customer's may equal.</summary>
    public void AddReseller(string companyId, Fingerprints fingerprints)
    {
        lock (_lock)
        {
            foreach (var part in fingerprints.Answers.SelectMany(answer => answer))
            {
                _resellers.TryAdd((part.Subject, part.Hash), companyId);
            }
        }
    }

    /// <summary>Whose answer the company was given; null when all are its own, which are then known as such.</summary>
    public string? FindOtherOwner(string companyId, Fingerprints fingerprints)
    {
        lock (_lock)
        {
            var answers = fingerprints.Answers.Where(answer => Weight(answer) > 0).ToList();
            var other = answers.Select(answer => OtherOwner(companyId, answer)).FirstOrDefault(owner => owner is not null);
            foreach (var answer in other is null ? answers : [])
            {
                _owners.TryAdd(Combine(answer), companyId);
            }

            return other;
        }
    }

    private string? OtherOwner(string companyId, IReadOnlyList<Fingerprint> answer)
    {
        if (Weight(answer) < EnoughEvidence)
        {
            return null;
        }

        if (_owners.TryGetValue(Combine(answer), out var owner) && owner != companyId)
        {
            return owner;
        }

        var resellers = answer.Where(part => part.Weight > 0)
            .Select(part => _resellers.GetValueOrDefault((part.Subject, part.Hash)))
            .Distinct()
            .ToList();
        return resellers is [{ } reseller] && reseller != companyId ? reseller : null;
    }

    private static int Weight(IReadOnlyList<Fingerprint> answer) => answer.Sum(part => part.Weight);

    private static ulong Combine(IReadOnlyList<Fingerprint> answer)
    {
        var hash = new XxHash64();
        foreach (var part in answer.OrderBy(part => part.Subject, StringComparer.Ordinal))
        {
            hash.Append(MemoryMarshal.AsBytes<char>(part.Subject));
            hash.Append(BitConverter.GetBytes(part.Hash));
        }

        return hash.GetCurrentHashAsUInt64();
    }
}
