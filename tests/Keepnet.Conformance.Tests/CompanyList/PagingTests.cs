using System.Text.Json;
using Keepnet.Conformance.Tests.Support;

namespace Keepnet.Conformance.Tests.CompanyList;

/// <summary>API §4.1, "Paging", and §9 rows 4, 5 and 6: totals and pages may be anything.</summary>
public sealed class PagingTests
{
    [Fact]
    public async Task Pages_are_asked_for_as_documented()
    {
        await using var bench = WithPages(page => TinyTenant.PageOf(page, 3, TinyTenant.RowOf($"c{page}")));

        var run = await bench.ExportAsync(("Keepnet:PageSize", "50"));

        run.Succeeded();
        Assert.Equal(3, run.Summary!.Companies.Succeeded);
        var requests = run.Requests.Where(request => request.Call == Call.Companies).Select(request => request.Text);
        Assert.Equal(
            [1, 2, 3],
            requests.Select(text => JsonDocument.Parse(text).RootElement.GetProperty("pageNumber").GetInt32()));
        Assert.Equal(
            """{"pageNumber":1,"pageSize":50,"orderBy":"CreateTime","ascending":true,"isClustered":false,"filter":{"Condition":"AND","SearchInputTextValue":""}}""",
            requests.First());
    }

    [Fact]
    public async Task A_smaller_page_than_asked_for_is_followed_by_the_next()
    {
        await using var bench = WithPages(page =>
            $$"""{"pageNumber":{{page}},"pageSize":2,"totalNumberOfPages":2,"totalNumberOfRecords":4,"results":[{{TinyTenant.RowOf($"a{page}")}},{{TinyTenant.RowOf($"b{page}")}}]}""");

        var run = await bench.ExportAsync(("Keepnet:PageSize", "100"));

        run.Succeeded();
        Assert.Equal(["a1", "a2", "b1", "b2"], run.Journal.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(run.Document.Warnings);
    }

    [Fact]
    public async Task The_latest_total_decides_when_it_grows_or_shrinks()
    {
        await using var bench = WithPages(page => TinyTenant.PageOf(page, page == 1 ? 2 : 3, TinyTenant.RowOf($"c{page}")));
        await using var other = WithPages(page => TinyTenant.PageOf(page, page == 1 ? 9 : 2, TinyTenant.RowOf($"c{page}")));

        var grown = await bench.ExportAsync();
        var shrunk = await other.ExportAsync();

        Assert.Equal((3, 3), (grown.Succeeded().Summary!.Companies.Succeeded, grown.Asked(Call.Companies)));
        Assert.Equal((2, 2), (shrunk.Succeeded().Summary!.Companies.Succeeded, shrunk.Asked(Call.Companies)));
    }

    [Fact]
    public async Task A_page_that_tells_no_total_leaves_that_of_the_page_before()
    {
        await using var bench = WithPages(page => TinyTenant.PageOf(page, page == 1 ? 3 : null, TinyTenant.RowOf($"c{page}")));

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal((3, 3), (run.Summary!.Companies.Succeeded, run.Asked(Call.Companies)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("null")]
    [InlineData("\"many\"")]
    [InlineData("99999999999999999999")]
    public async Task A_total_that_says_nothing_is_followed_to_the_first_page_without_rows(string total)
    {
        await using var bench = WithPages(page =>
            $$"""{"totalNumberOfPages":{{total}},"results":[{{(page <= 2 ? TinyTenant.RowOf($"c{page}") : "")}}]}""");

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal((2, 3), (run.Summary!.Companies.Succeeded, run.Asked(Call.Companies)));
    }

    [Theory]
    [InlineData("""{"results":[]}""")]
    [InlineData("""{"results":null}""")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task A_list_that_ends_before_its_total_is_warned_of(string last)
    {
        await using var bench = WithPages(page => page == 1 ? TinyTenant.PageOf(1, 3, TinyTenant.RowOf("c1")) : last);

        var run = await bench.ExportAsync();

        run.Succeeded().Warned("The company list ends at page 2 of 3: it has no rows.");
        Assert.Equal(1, run.Summary!.Companies.Succeeded);
    }

    [Fact]
    public async Task Fewer_companies_than_the_API_speaks_of_are_warned_of_and_no_failure()
    {
        await using var bench = WithPages(_ => $$"""{"totalNumberOfPages":1,"totalNumberOfRecords":250,"results":[{{TinyTenant.RowOf("c1")}}]}""");

        var run = await bench.ExportAsync();

        run.Succeeded().Warned("The API speaks of 250 companies and lists 1; some may be missing.");
    }

    [Fact]
    public async Task Rows_that_move_between_pages_are_exported_once()
    {
        await using var bench = WithPages(page => TinyTenant.PageOf(page, 3, page switch
        {
            1 => [TinyTenant.RowOf("c1"), TinyTenant.RowOf("c2")],
            2 => [TinyTenant.RowOf("c2"), TinyTenant.RowOf("c1")],
            _ => [TinyTenant.RowOf("c2"), TinyTenant.RowOf("c3")],
        }));

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal((3, 3), (run.Summary!.Companies.Succeeded, run.Asked(Call.Companies)));
        Assert.Equal(1, run.Asked(Call.Reports, "c2"));
    }

    [Fact]
    public async Task The_same_page_for_ever_ends_the_list_with_a_warning()
    {
        await using var bench = WithPages(_ => TinyTenant.PageOf(1, 1000, TinyTenant.RowOf("c1")));

        var run = await bench.ExportAsync();

        run.Succeeded().Warned("brought no new company");
        Assert.Equal((1, 3), (run.Summary!.Companies.Succeeded, run.Asked(Call.Companies)));
    }

    [Fact]
    public async Task A_list_without_an_end_stops_the_run_and_plans_nothing()
    {
        await using var bench = WithPages(page => TinyTenant.PageOf(page, page + 1, TinyTenant.RowOf($"c{page}")));

        var run = await bench.ExportAsync(("Keepnet:MaxPages", "20"));

        run.Stopped("protocol", "more than 20 pages (Keepnet:MaxPages)");
        Assert.Equal((null, 20), (run.Document.RunId, run.Asked(Call.Companies)));
        Assert.Empty(run.Paths);
    }

    [Theory]
    [InlineData("""{"results":{"0":{"companyResourceId":"c1"}}}""")]
    [InlineData("""{"results":"none"}""")]
    [InlineData("[]")]
    public async Task Results_that_are_no_list_stop_the_run_instead_of_passing_for_no_companies(string data)
    {
        await using var bench = WithPages(_ => data);

        var run = await bench.ExportAsync(("Keepnet:MaxRetries", "1"));

        run.Stopped("protocol", "POST /api/companies/search");
        Assert.Empty(run.Paths);
    }

    [Fact]
    public async Task A_page_that_cannot_be_had_stops_the_run_instead_of_shortening_the_list()
    {
        await using var bench = new Bench();
        bench.Api.On(Call.Companies, request => request.Page < 3
            ? WireAnswer.Data(TinyTenant.PageOf(request.Page, 4, TinyTenant.RowOf($"c{request.Page}")))
            : WireAnswer.Failure(500, "INTERNAL_SERVER_ERROR"));

        var run = await bench.ExportAsync();

        run.Stopped("unavailable", "POST /api/companies/search was answered with HTTP 500");
        Assert.Equal((null, 7), (run.Document.RunId, run.Asked(Call.Companies)));
        Assert.Empty(run.Paths);
    }

    private static Bench WithPages(Func<int, string> data)
    {
        var bench = new Bench();
        bench.Api.On(Call.Companies, request => WireAnswer.Data(data(request.Page)));
        return bench;
    }
}
