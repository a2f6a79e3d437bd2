using System.Globalization;
using System.Runtime.CompilerServices;
using Keepnet.Api.Json;
using Keepnet.Api.Transport;

namespace Keepnet.Api.Companies;

/// <summary>Lists companies page by page, each id once; one listing per instance.</summary>
internal sealed class CompanyLister(ApiSender sender, ApiFailures failures, KeepnetApiOptions options, Action<string> warn)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private bool _useLongFilter;
    private int _rows;
    private int? _totalPages;
    private int? _totalRecords;
    private int _pagesWithoutNews;

    public async IAsyncEnumerable<Company> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            await using var answer = await GetPageAsync(number, cancellationToken);
            var page = CompanyPage.Read(answer);
            Note(number, page);
            var seenBefore = _seen.Count;
            foreach (var company in CompanyTree.Walk(answer.Source, page.Rows, WarnOfRow))
            {
                _rows++;
                if (_seen.Add(company.Id))
                {
                    yield return company;
                }
            }

            _pagesWithoutNews = _seen.Count > seenBefore ? 0 : _pagesWithoutNews + 1;
            if (IsLast(number, page))
            {
                WarnOfMissing();
                yield break;
            }
        }
    }

    // The latest totals count; a page that tells none leaves those of the page before.
    private void Note(int number, CompanyPage page)
    {
        if (page.HasOddResults)
        {
            throw failures.OfShape(CompanySearch.Page(number, options.PageSize, _useLongFilter), 200, "its results are no array", 0);
        }

        _totalPages = page.TotalPages > 0 ? page.TotalPages : _totalPages;
        _totalRecords = page.TotalRecords ?? _totalRecords;
    }

    private void WarnOfRow(string warning)
    {
        _rows++;
        warn(warning);
    }

    private bool IsLast(int number, CompanyPage page)
    {
        if (number >= _totalPages)
        {
            return true;
        }

        if (!page.Rows.Any())
        {
            WarnOfEnd(number, "it has no rows");
            return true;
        }

        // The same page for ever is no list; one page without news may be rows that moved.
        if (_pagesWithoutNews == 2)
        {
            WarnOfEnd(number, "like the page before it brought no new company");
            return true;
        }

        return number >= options.MaxPages ? throw TooManyPages() : false;
    }

    private void WarnOfEnd(int number, string reason)
    {
        if (_totalPages is { } total)
        {
            warn(string.Create(CultureInfo.InvariantCulture, $"The company list ends at page {number} of {total}: {reason}."));
        }
    }

    // Totals move and may count what is no company, so that fewer rows are no failure; but nobody else would notice them.
    private void WarnOfMissing()
    {
        if (_rows < _totalRecords)
        {
            warn(string.Create(CultureInfo.InvariantCulture, $"The API speaks of {_totalRecords} companies and lists {_rows}; some may be missing."));
        }
    }

    private KeepnetApiException TooManyPages() => failures.OfLimit(
        CompanySearch.Page(options.MaxPages, options.PageSize, _useLongFilter),
        string.Create(CultureInfo.InvariantCulture, $"has more than {options.MaxPages} pages (Keepnet:MaxPages)"));

    private async Task<JsonAnswer> GetPageAsync(int number, CancellationToken cancellationToken)
    {
        try
        {
            return await sender.SendAsync(CompanySearch.Page(number, options.PageSize, _useLongFilter), cancellationToken);
        }
        catch (KeepnetApiException failure) when (failure.Failure == KeepnetFailure.InvalidRequest && !_useLongFilter)
        {
            _useLongFilter = true;
        }

        return await sender.SendAsync(CompanySearch.Page(number, options.PageSize, _useLongFilter), cancellationToken);
    }
}
