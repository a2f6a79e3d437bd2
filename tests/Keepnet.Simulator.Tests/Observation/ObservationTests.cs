using System.Net;

namespace Keepnet.Simulator.Tests;

public sealed class ObservationTests
{
    [Fact]
    public async Task Records_what_was_asked_and_answered_without_the_secret()
    {
        await using var test = await TenantTest.StartAsync();

        await test.Client.TokenAsync();
        await test.Client.ReportsAsync(test.Company.Id);

        Assert.Equal(1, test.Tenant.Calls.Count(Operation.Token, 200));
        Assert.Equal(1, test.Tenant.Calls.Count(Operation.ReportSearch));
        Assert.Equal(2, test.Tenant.Calls.Total);
        Assert.Collection(test.Tenant.Calls.Requests,
            token => Assert.Equal("", token.Body),
            reports => Assert.Equal((test.Company.Id, """{"name":""}"""), (reports.CompanyId, reports.Body)));
    }

    [Fact]
    public async Task Notes_a_loop_that_never_turns_the_page()
    {
        await using var test = await TenantTest.StartAsync();

        for (var call = 1; call <= 11; call++)
            await test.Client.PostAsync("api/companies/search", TenantClient.AllCompanies);

        Assert.Equal(["The same page of companies was asked for more than 10 times in a row."], test.Tenant.Calls.Mistakes);
    }

    [Fact]
    public async Task Notes_a_page_beyond_the_last()
    {
        await using var test = await TenantTest.StartAsync();

        var answer = await test.Client.PostAsync("api/companies/search",
            TenantClient.AllCompanies.Replace("\"pageNumber\":1", "\"pageNumber\":2", StringComparison.Ordinal));

        Assert.Equal(0, (await answer.JsonAsync()).GetProperty("data").GetProperty("results").GetArrayLength());
        Assert.Equal(["companies/search was asked for page 2 of 1."], test.Tenant.Calls.Mistakes);
    }

    [Fact]
    public async Task Notes_a_scope_on_the_company_list()
    {
        await using var test = await TenantTest.StartAsync();

        var answer = await test.Client.PostAsync("api/companies/search", TenantClient.AllCompanies, test.Company.Id);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["CompanySearch was called with X-KEEPNET-Company-Id."], test.Tenant.Calls.Mistakes);
    }

    [Fact]
    public async Task Notes_two_scope_headers_that_disagree()
    {
        await using var test = await TenantTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/executive-report/metrics");
        request.Headers.Add("x-ir-company-id", test.Data.Reseller.Id);

        await test.Client.SendAsync(request, test.Company.Id);

        Assert.Equal(["x-ir-company-id and X-KEEPNET-Company-Id named different companies."], test.Tenant.Calls.Mistakes);
    }

    [Fact]
    public async Task Notes_token_requests_that_overlap()
    {
        await using var test = await TenantTest.StartAsync(new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(200) });

        await Task.WhenAll(test.Client.TokenAsync(), test.Client.TokenAsync());

        Assert.Equal(["More than one token request was in flight."], test.Tenant.Calls.Mistakes);
    }

    [Fact]
    public async Task Notes_an_operation_it_does_not_have()
    {
        await using var test = await TenantTest.StartAsync();

        var answer = await test.Client.GetAsync("api/users/search");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Single(test.Tenant.Calls.Mistakes);
    }

    [Fact]
    public async Task Shows_its_state_and_starts_anew()
    {
        await using var test = await TenantTest.StartAsync();
        await test.Client.ReportsAsync(companyId: null);

        var before = await (await test.Client.GetAsync("simulator/state")).JsonAsync();
        await test.Client.PostAsync("simulator/reset", null);
        var after = await (await test.Client.GetAsync("simulator/state")).JsonAsync();

        Assert.Equal((1, 1), (before.GetProperty("calls").GetInt32(), before.GetProperty("mistakes").GetArrayLength()));
        Assert.Equal((0, 0), (after.GetProperty("calls").GetInt32(), after.GetProperty("mistakes").GetArrayLength()));
    }

    [Fact]
    public async Task Welcomes_people_with_what_they_need_to_call_it()
    {
        await using var test = await TenantTest.StartAsync();

        var page = await (await test.Client.GetAsync("/")).TextAsync();

        Assert.Contains(test.Tenant.BaseUrl.AbsoluteUri, page, StringComparison.Ordinal);
        Assert.Contains("demo-client", page, StringComparison.Ordinal);
        Assert.Contains("curl", page, StringComparison.Ordinal);
    }
}
