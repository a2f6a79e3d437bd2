using System.Collections.Concurrent;

namespace Keepnet.Simulator;

/// <summary>Orders, searches and pages the top-level companies.</summary>
internal sealed class CompanyListing(TenantData data, int maxPageSize)
{
    private static readonly Dictionary<string, Comparison<SimulatedCompany>> Orders = new(StringComparer.Ordinal)
    {
        ["CreateTime"] = (left, right) => left.Index.CompareTo(right.Index),
        ["createTime"] = (left, right) => left.Index.CompareTo(right.Index),
        ["CompanyName"] = (left, right) => string.CompareOrdinal(left.Name, right.Name),
        ["companyName"] = (left, right) => string.CompareOrdinal(left.Name, right.Name),
        ["resellerName"] = (_, _) => 0,
        ["industryName"] = (left, right) => string.CompareOrdinal(left.Industry, right.Industry),
        ["licenseTypeName"] = (left, right) => left.Licence.CompareTo(right.Licence),
        ["targetUserCount"] = (left, right) => left.TargetUsers.CompareTo(right.TargetUsers),
        ["numberOfUsers"] = (left, right) => Nullable.Compare(left.UserLimit, right.UserLimit),
        ["licenseEndDate"] = (left, right) => Nullable.Compare(left.LicenceEnd, right.LicenceEnd),
    };

    private readonly ConcurrentDictionary<(string OrderBy, string SearchText), int[]> _sorted = new();

    public static bool KnowsOrder(string orderBy) => Orders.ContainsKey(orderBy);

    public CompanyPage Page(CompanyQuery query)
    {
        var size = Math.Min(query.PageSize, maxPageSize);
        var indexes = Sorted(query);
        var drift = Math.Min(query.Drift, size - 1) * (query.PageNumber - 1);
        var start = (int)Math.Min((long)(query.PageNumber - 1) * size - drift, indexes.Length);
        var rows = Enumerable.Range(start, Math.Min(size, indexes.Length - start))
            .Select(position => data.CompanyAt(indexes[query.Ascending ? position : indexes.Length - 1 - position]));
        return new CompanyPage(query.PageNumber, size, indexes.Length + drift, [.. rows]);
    }

    /// <summary>Indexes only are kept, and only of the few orders a client uses.</summary>
    private int[] Sorted(CompanyQuery query)
    {
        if (_sorted.Count > 50)
            _sorted.Clear();
        return _sorted.GetOrAdd((query.OrderBy, query.SearchText), key => [.. data.TopLevelCompanies()
            .Where(company => company.Name.Contains(key.SearchText, StringComparison.OrdinalIgnoreCase))
            .Order(Comparer<SimulatedCompany>.Create(Orders[key.OrderBy]))
            .Select(company => company.Index)]);
    }
}
