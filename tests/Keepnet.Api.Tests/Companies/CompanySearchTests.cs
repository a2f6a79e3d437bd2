using System.Text;
using Keepnet.Api.Companies;
using Keepnet.Api.Tests.Support;

namespace Keepnet.Api.Tests.Companies;

public sealed class CompanySearchTests
{
    private readonly ClientFixture _fixture = new();
    private readonly List<string> _warnings = [];

    [Fact]
    public async Task Asks_page_after_page_with_the_documented_body()
    {
        _fixture.Options.PageSize = 50;
        _fixture.Expect(ClientFixture.SearchCompanies, Page("""{"companyResourceId":"a"}""", totalPages: 2), Page("""{"companyResourceId":"b"}""", totalPages: 2));

        Assert.Equal(["a", "b"], Ids(await ListAsync()));

        Assert.Equal(
            """{"pageNumber":1,"pageSize":50,"orderBy":"CreateTime","ascending":true,"isClustered":false,"filter":{"Condition":"AND","SearchInputTextValue":""}}""",
            _fixture.Api.Calls[0].Body);
        Assert.Contains("\"pageNumber\":2,", _fixture.Api.Calls[1].Body, StringComparison.Ordinal);
        Assert.All(_fixture.Api.Calls, call => Assert.Null(call.Header("X-KEEPNET-Company-Id")));
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task Sends_the_long_filter_once_the_short_one_is_rejected()
    {
        _fixture.Expect(
            ClientFixture.SearchCompanies, Answers.Json("""{"status":"INPUT_ERROR"}"""), Page("""{"companyResourceId":"a"}""", 2), Page("""{"companyResourceId":"b"}""", 2));

        Assert.Equal(["a", "b"], Ids(await ListAsync()));

        Assert.Equal([false, true, true], _fixture.Api.Calls.Select(call => call.Body.Contains("FilterGroups", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_search_rejected_in_both_forms_fails()
    {
        _fixture.Expect(ClientFixture.SearchCompanies, Answers.Empty(400), Answers.Empty(400));

        Assert.Equal(KeepnetFailure.InvalidRequest, (await Assert.ThrowsAsync<KeepnetApiException>(ListAsync)).Failure);
    }

    [Fact]
    public async Task Trusts_the_latest_number_of_pages()
    {
        _fixture.Expect(
            ClientFixture.SearchCompanies,
            Page("""{"companyResourceId":"a"}""", 2), Page("""{"companyResourceId":"b"}""", 3), Page("""{"companyResourceId":"c"}""", 3));

        Assert.Equal(["a", "b", "c"], Ids(await ListAsync()));
    }

    [Theory]
    [InlineData("""{"totalNumberOfPages":5,"results":[]}""")]
    [InlineData("""{"totalNumberOfPages":5,"results":null}""")]
    [InlineData("""{"totalNumberOfPages":"5"}""")]
    public async Task Ends_at_a_page_without_rows_and_warns(string page)
    {
        _fixture.Expect(ClientFixture.SearchCompanies, Page("""{"companyResourceId":"a"}""", 5), Answers.Data(page));

        Assert.Equal(["a"], Ids(await ListAsync()));

        Assert.Contains("page 2 of 5", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"totalNumberOfPages":0,"results":[]}""")]
    public async Task A_list_without_companies_is_empty(string data)
    {
        _fixture.Expect(ClientFixture.SearchCompanies, Answers.Data(data));

        Assert.Empty(await ListAsync());
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task Goes_on_until_a_page_is_empty_when_the_number_of_pages_is_not_told()
    {
        _fixture.Expect(
            ClientFixture.SearchCompanies, Answers.Data("""{"results":[{"resourceId":"a"}]}"""), Answers.Data("""{"results":[]}"""));

        Assert.Equal(["a"], Ids(await ListAsync()));
    }

    [Fact]
    public async Task Finds_nested_companies_after_their_parents_and_keeps_each_without_its_children()
    {
        _fixture.Expect(ClientFixture.SearchCompanies, Page(
            """{"companyResourceId":"a", "n":1.0, "children":[{"companyResourceId":"b","Children":[{"companyResourceId":"c"}]},{"companyResourceId":"d"}]},{"companyResourceId":"e","children":null}""", 1));

        var companies = await ListAsync();

        Assert.Equal(["a", "b", "c", "d", "e"], Ids(companies));
        Assert.Equal("""{"companyResourceId":"a","n":1.0}""", Encoding.UTF8.GetString(companies[0].Json.Span));
        Assert.Equal("""{"companyResourceId":"b"}""", Encoding.UTF8.GetString(companies[1].Json.Span));
    }

    [Fact]
    public async Task Walks_very_deep_nesting()
    {
        var nested = string.Concat(Enumerable.Range(0, 200).Select(number => $$"""{"companyResourceId":"{{number}}","children":["""))
            + string.Concat(Enumerable.Repeat("]}", 200));
        _fixture.Expect(ClientFixture.SearchCompanies, Page(nested, 1));

        Assert.Equal(200, (await ListAsync()).Count);
    }

    [Fact]
    public async Task Lists_each_id_once_and_tells_ids_apart_by_case()
    {
        _fixture.Expect(ClientFixture.SearchCompanies, Page(
            """{"companyResourceId":"a","companyName":"first"},{"companyResourceId":"A"},{"companyResourceId":"a","companyName":"second"}""", 1));

        var companies = await ListAsync();

        Assert.Equal(["a", "A"], Ids(companies));
        Assert.Equal("first", companies[0].Name);
    }

    [Fact]
    public async Task Leaves_out_rows_without_an_id_but_not_their_children()
    {
        _fixture.Expect(ClientFixture.SearchCompanies, Page(
            """{"companyResourceId":" ","resourceId":null,"children":[{"companyResourceId":"","resourceId":"b"}]},null,7""", 1));

        Assert.Equal(["b"], Ids(await ListAsync()));

        Assert.Equal(3, _warnings.Count);
    }

    [Fact]
    public async Task Reads_fields_of_any_kind()
    {
        _fixture.Expect(ClientFixture.SearchCompanies, Page(
            """
            {"companyResourceId":"a","companyName":"Havuz \u00fc","privacyDurationId":"0","licenceExpired":"True","tags":["north",7,null,{}],"numberOfUsers":250},
            {"companyResourceId":"b","companyName":"\ud800","privacyDurationId":1.5,"licenceExpired":{},"tags":"x","numberOfUsers":"250"},
            {"CompanyResourceId":"c","CompanyName":null,"PrivacyDurationId":3,"licenceExpired":true}
            """, 1));

        var companies = await ListAsync();

        Assert.Equal([("Havuz ü", 0, true), (null, null, false), (null, 3, true)],
            companies.Select(company => (company.Name, company.PrivacyDurationId, company.LicenceExpired)));
        Assert.Equal(["north", "7"], companies[0].Tags);
        Assert.Empty(companies[1].Tags);
    }

    [Fact]
    public async Task A_page_repeated_for_ever_ends()
    {
        _fixture.Expect(ClientFixture.SearchCompanies, Enumerable.Repeat(Page("""{"companyResourceId":"a"}""", 1000), 3));

        Assert.Equal(["a"], Ids(await ListAsync()));

        Assert.Contains("no new company", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_longer_than_allowed_fails_for_good()
    {
        _fixture.Options.MaxPages = 2;
        _fixture.Expect(ClientFixture.SearchCompanies, Page("""{"companyResourceId":"a"}""", 3), Page("""{"companyResourceId":"b"}""", 3));

        var failure = await Assert.ThrowsAsync<KeepnetApiException>(ListAsync);

        Assert.Equal((KeepnetFailure.Protocol, true), (failure.Failure, failure.IsFinalForItem));
    }

    [Fact]
    public async Task A_page_that_fails_midway_fails_the_list()
    {
        _fixture.Options.MaxRetries = 0;
        _fixture.Expect(ClientFixture.SearchCompanies, Page("""{"companyResourceId":"a"}""", 3), Answers.Empty(500));

        Assert.Equal(KeepnetFailure.Unavailable, (await Assert.ThrowsAsync<KeepnetApiException>(ListAsync)).Failure);
    }

    [Fact]
    public async Task Lists_my_companies_with_the_nested_ones()
    {
        _fixture.Expect("GET /api/companies/my", Answers.Data("""[{"name":"Opal","resourceId":"a","children":[{"resourceId":"b"}]},{"resourceId":"a"}]"""));

        var companies = await _fixture.RunAsync(client => client.GetMyCompaniesAsync(CancellationToken.None));

        Assert.Equal(["a", "b"], Ids(companies));
        Assert.Equal("Opal", companies[0].Name);
    }

    private static Answer Page(string rows, int totalPages) =>
        Answers.Data($$"""{"pageNumber":1,"totalNumberOfPages":{{totalPages}},"results":[{{rows}}]}""");

    private static IEnumerable<string> Ids(IEnumerable<Company> companies) => companies.Select(company => company.Id);

    private Task<List<Company>> ListAsync() => _fixture.RunAsync(async client =>
    {
        var companies = new List<Company>();
        await foreach (var company in client.SearchCompaniesAsync(_warnings.Add, CancellationToken.None))
        {
            companies.Add(company);
        }

        return companies;
    });
}
