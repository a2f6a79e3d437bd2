using System.Globalization;
using System.Text;
using Keepnet.Api.Transport;

namespace Keepnet.Api.Companies;

/// <summary>Requests to <c>POST /api/companies/search</c>.</summary>
internal static class CompanySearch
{
    private const string ShortFilter = """{"Condition":"AND","SearchInputTextValue":""}""";

    // Some tenants reject the short form; this one says the same at length.
    private const string LongFilter =
        """{"Condition":"AND","SearchInputTextValue":"","FilterGroups":[{"Condition":"AND","FilterItems":[],"FilterGroups":[]},{"Condition":"OR","FilterItems":[],"FilterGroups":[]}]}""";

    // Oldest first: companies created meanwhile land on the last page and do not shift the others.
    public static ApiCall Page(int page, int pageSize, bool useLongFilter) => new(HttpMethod.Post, "/api/companies/search", AnswerShape.Page)
    {
        Body = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"pageNumber":{{page}},"pageSize":{{pageSize}},"orderBy":"CreateTime","ascending":true,"isClustered":false,"filter":{{(useLongFilter ? LongFilter : ShortFilter)}}}""")),
    };

    public static ApiCall My { get; } = new(HttpMethod.Get, "/api/companies/my", AnswerShape.List);
}
