using System.Net;

namespace Keepnet.Simulator.Tests;

public sealed class StrictnessTests : IAsyncLifetime
{
    private const string Filter = """{"Condition":"AND","SearchInputTextValue":""}""";

    private TenantTest _test = null!;

    public async Task InitializeAsync() => _test = await TenantTest.StartAsync();

    public async Task DisposeAsync() => await _test.DisposeAsync();

    [Theory]
    [InlineData("client_id", "nobody", "invalid_client")]
    [InlineData("client_secret", "wrong", "invalid_client")]
    [InlineData("client_secret", "", "invalid_request")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("scope", "api2", "invalid_scope")]
    public async Task Refuses_a_token_request_that_is_wrong(string field, string value, string error)
    {
        var answer = await _test.Client.TokenAsync((field, value));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(error, (await answer.JsonAsync()).GetProperty("error").GetString());
    }

    [Fact]
    public async Task Fails_a_token_request_that_is_sent_as_json()
    {
        var answer = await _test.Client.PostAsync("connect/token", """{"grant_type":"client_credentials"}""");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("connect/token was sent a body that is not form-encoded.", _test.Tenant.Calls.Mistakes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData($$"""{"pageSize":10,"orderBy":"CreateTime","ascending":true,"filter":{{Filter}}}""")]
    [InlineData($$"""{"pageNumber":0,"pageSize":10,"orderBy":"CreateTime","ascending":true,"filter":{{Filter}}}""")]
    [InlineData($$"""{"pageNumber":1,"orderBy":"CreateTime","ascending":true,"filter":{{Filter}}}""")]
    [InlineData($$"""{"pageNumber":1,"pageSize":10,"ascending":true,"filter":{{Filter}}}""")]
    [InlineData($$"""{"pageNumber":1,"pageSize":10,"orderBy":null,"ascending":true,"filter":{{Filter}}}""")]
    [InlineData($$"""{"pageNumber":1,"pageSize":10,"orderBy":"Colour","ascending":true,"filter":{{Filter}}}""")]
    [InlineData($$"""{"pageNumber":1,"pageSize":10,"orderBy":"CreateTime","filter":{{Filter}}}""")]
    [InlineData("""{"pageNumber":1,"pageSize":10,"orderBy":"CreateTime","ascending":true}""")]
    [InlineData("""{"pageNumber":1,"pageSize":10,"orderBy":"CreateTime","ascending":true,"filter":{"Condition":null}}""")]
    public async Task Refuses_a_company_search_that_is_wrong(string? body)
    {
        var answer = await _test.Client.PostAsync("api/companies/search", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("INPUT_ERROR", await answer.StatusNameAsync());
    }

    [Fact]
    public async Task Fails_a_company_search_whose_filter_is_null()
    {
        var answer = await _test.Client.PostAsync(
            "api/companies/search", """{"pageNumber":1,"pageSize":10,"orderBy":"CreateTime","ascending":true,"filter":null}""");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("INTERNAL_SERVER_ERROR", await answer.StatusNameAsync());
        Assert.Contains("companies/search was asked with a null filter.", _test.Tenant.Calls.Mistakes);
    }

    [Theory]
    [InlineData("application/json-patch+json")]
    [InlineData("text/json")]
    public async Task Refuses_content_types_other_than_json(string contentType)
    {
        var answer = await _test.Client.PostAsync("api/companies/search", TenantClient.AllCompanies, contentType: contentType);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("CompanySearch was sent a content type other than application/json.", _test.Tenant.Calls.Mistakes);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"name":"","filter":{}}""")]
    [InlineData("""{"name":7}""")]
    public async Task Refuses_a_report_search_that_is_wrong(string body)
    {
        var answer = await _test.Client.PostAsync("api/executive-report/search", body, _test.Company.Id);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("""{"widgetIds":null,"datePeriod":"LastMonth"}""")]
    [InlineData("""{"widgetIds":[],"datePeriod":"LastMonth"}""")]
    [InlineData("""{"widgetIds":["unknown00000"],"datePeriod":"LastMonth"}""")]
    [InlineData("""{"widgetIds":["k8PWY03vDPke","unknown00000"],"datePeriod":"LastMonth"}""")]
    [InlineData("""{"widgetIds":["k8PWY03vDPke"]}""")]
    [InlineData("""{"widgetIds":["k8PWY03vDPke"],"datePeriod":"Yesterday"}""")]
    [InlineData("""{"widgetIds":["k8PWY03vDPke"],"datePeriod":6}""")]
    public async Task Refuses_a_widget_request_that_is_wrong_and_notes_it(string body)
    {
        var answer = await _test.Client.PostAsync("api/executive-report/get-widget-datas", body, _test.Company.Id);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Single(_test.Tenant.Calls.Mistakes);
    }

    [Theory]
    [InlineData("01/04/2026 00:00", "30/06/2026 23:59")]
    [InlineData("2026-06-30T00:00:00Z", "2026-04-01T00:00:00Z")]
    [InlineData("", "")]
    public async Task Answers_dates_it_cannot_use_with_no_data_and_notes_it(string from, string to)
    {
        var answer = await _test.Client.PostAsync(
            "api/executive-report/get-widget-datas",
            $$"""{"widgetIds":["k8PWY03vDPke"],"datePeriod":"Custom","startDate":"{{from}}","endDate":"{{to}}"}""",
            _test.Company.Id);

        var widget = Assert.Single((await answer.JsonAsync()).GetProperty("data").EnumerateArray());
        Assert.Equal(0, widget.GetProperty("widgetDatas").GetArrayLength());
        Assert.Single(_test.Tenant.Calls.Mistakes);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"Last3Months\"")]
    public async Task Takes_the_period_by_name_and_by_number(string period)
    {
        var answer = await _test.Client.PostAsync(
            "api/executive-report/get-widget-datas", $$"""{"widgetIds":["k8PWY03vDPke"],"datePeriod":{{period}}}""", _test.Company.Id);

        Assert.Equal($"[{_test.Data.RenderWidget(_test.Company.Id, "k8PWY03vDPke", "Last3Months")}]", await answer.DataAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("header.payload.signature")]
    public async Task Refuses_a_token_it_did_not_issue(string? token)
    {
        _test.Client.UseToken(token);

        var answer = await _test.Client.GetAsync("api/companies/my");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Answers_404_for_a_report_of_another_company()
    {
        var other = _test.Data.OpenCompanies().Last(company => _test.Data.ReportIds(company.Id).Count > 1);

        var answer = await _test.Client.GetAsync($"api/executive-report/{_test.Data.ReportIds(other.Id)[1]}", _test.Company.Id);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Answers_404_for_a_company_id_in_other_letter_case()
    {
        var answer = await _test.Client.ReportsAsync(_test.Company.Id.ToLowerInvariant());

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Keeps_the_reports_of_a_closed_company_private()
    {
        var closed = _test.Data.Companies().First(company => company.IsClosed);

        var answer = await _test.Client.ReportsAsync(closed.Id);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("PRIVACY_ERROR", await answer.StatusNameAsync());
    }

    [Fact]
    public async Task Answers_a_call_without_scope_for_the_reseller_and_notes_it()
    {
        var answer = await _test.Client.ReportsAsync(companyId: null);

        Assert.Equal(_test.Data.RenderReports(_test.Data.Reseller.Id), await answer.DataAsync());
        Assert.Equal(["ReportSearch was called without X-KEEPNET-Company-Id."], _test.Tenant.Calls.Mistakes);
    }

    [Fact]
    public async Task Lets_only_a_reseller_list_companies()
    {
        await using var test = await TenantTest.StartAsync(new SimulatorOptions { Role = "Company Admin" });

        var answer = await test.Client.PostAsync("api/companies/search", TenantClient.AllCompanies);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
