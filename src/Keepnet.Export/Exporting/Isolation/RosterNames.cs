using System.IO.Hashing;
using System.Numerics;
using System.Text;
using Keepnet.Export.Companies;
using Keepnet.Export.Runs;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>
/// Finds the companies of a run by what an answer may name them: their ids, and their names where only one company has the name.
/// Some hundred bytes per company.
/// </summary>
internal sealed class RosterNames
{
    private const int LongestId = 63;

    // Shorter ones could be anything.
    private const int LeastId = 8;

    private readonly Dictionary<ulong, string> _ids = [];
    private readonly Dictionary<ulong, string?> _names = [];
    private readonly List<string> _all = [];
    private ulong _idLengths;

    public static async Task<RosterNames> LoadAsync(Roster roster, RunPlan plan, CancellationToken cancellationToken)
    {
        var names = new RosterNames();
        var filter = new CompanyFilter(plan.Filters);
        await foreach (var planned in roster.ReadAsync(plan.RunId, cancellationToken))
        {
            if (planned.IsListed)
            {
                names.Add(planned.Company.Id, planned.Company.Name, filter.ReasonToSkip(planned.Company) is null);
            }
        }

        return names;
    }

    /// <param name="id">Company resource id.</param>
    /// <param name="name">As listed.</param>
    /// <param name="isExported">Whether no filter leaves the company out.</param>
    public void Add(string id, string? name, bool isExported = true)
    {
        if (isExported)
        {
            _all.Add(id);
        }

        var bytes = Encoding.UTF8.GetBytes(id);
        if (bytes.Length is >= LeastId and <= LongestId)
        {
            _ids.TryAdd(XxHash64.HashToUInt64(bytes), id);
            _idLengths |= 1UL << bytes.Length;
        }

        if (name?.Trim() is { Length: > 0 } trimmed)
        {
            var key = KeyOf(trimmed);
            _names[key] = _names.ContainsKey(key) ? null : id;
        }
    }

    /// <summary>Bytes of the shortest id, at least one; nothing shorter needs a look.</summary>
    public int ShortestId => Math.Max(1, BitOperations.TrailingZeroCount(_idLengths));

    /// <summary>Whether an id may have so many bytes.</summary>
    public bool IsIdLength(int length) => length <= LongestId && (_idLengths & (1UL << length)) != 0;

    public string? FindById(ReadOnlySpan<byte> id) => _ids.GetValueOrDefault(XxHash64.HashToUInt64(id));

    /// <summary>The only company with this name.</summary>
    public string? FindByName(string name) => _names.GetValueOrDefault(KeyOf(name.Trim()));

    /// <summary>Some companies that the run exports, beginning after one of them.</summary>
    public IEnumerable<string> After(string companyId)
    {
        var position = _all.IndexOf(companyId) + 1;
        return _all.Skip(position).Concat(_all.Take(position));
    }

    private static ulong KeyOf(string name) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(name));
}
