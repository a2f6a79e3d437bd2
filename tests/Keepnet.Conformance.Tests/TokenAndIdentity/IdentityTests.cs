using Keepnet.Conformance.Tests.Support;

namespace Keepnet.Conformance.Tests.TokenAndIdentity;

/// <summary>API §1: what a token says of its owner helps to explain and never gets in the way.</summary>
public sealed class IdentityTests
{
    [Theory]
    [InlineData("""{"role":"Reseller"}""")]
    [InlineData("""{"role":"reseller","reseller_access":true}""")]
    [InlineData("""{"role":["Company Admin","Reseller"]}""")]
    [InlineData("""{"role":"[\"Reseller\"]"}""")]
    [InlineData("""{"role":"Company Admin, Reseller"}""")]
    [InlineData("""{"role":null,"reseller_access":"True"}""")]
    [InlineData("""{"role":"Custom role","reseller_access":"true"}""")]
    [InlineData("""{"role":"Reseller","reseller_access":"perhaps"}""")]
    [InlineData("""{"role":{"name":"Reseller"}}""")]
    [InlineData("""{"ROLE":"Reseller"}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("no JSON at all")]
    [InlineData("""{"role":"\ud800"}""")]
    public async Task Claims_in_any_form_let_a_reseller_in(string claims)
    {
        await using var bench = new Bench();
        bench.Tenant.Claims = claims;

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Empty(run.Document.Warnings);
    }

    [Theory]
    [InlineData("""{"role":"Company Admin"}""", "Company Admin")]
    [InlineData("""{"role":["Company Admin","User"]}""", "Company Admin, User")]
    [InlineData("""{"role":"Reseller","reseller_access":false}""", "Reseller")]
    [InlineData("""{"reseller_access":"False"}""", "none")]
    public async Task Credentials_of_another_role_stop_the_run_before_companies_are_listed(string claims, string roles)
    {
        await using var bench = new Bench();
        bench.Tenant.Claims = claims;

        var run = await bench.ExportAsync();

        run.Stopped("notReseller", $"(role: {roles})");
        Assert.Equal([Call.Token], run.Requests.Select(request => request.Call));
    }

    [Theory]
    [InlineData("""["companies/search|POST","executive-report/search|POST"]""", "executive-report/get-widget-datas|POST")]
    [InlineData("""["executive-report/search|POST","executive-report/get-widget-datas|POST"]""", "companies/search|POST")]
    [InlineData("[]", "companies/search|POST, executive-report/search|POST, executive-report/get-widget-datas|POST")]
    public async Task Permissions_that_lack_a_call_are_a_warning_and_no_refusal(string permissions, string lacking)
    {
        await using var bench = new Bench();
        bench.Tenant.TokenDetails = $",\"expires_in\":3600,\"permissions\":{permissions}";

        var run = await bench.ExportAsync();

        run.Succeeded().Warned($"The token does not list {lacking}");
        Assert.Equal(run.Document.Warnings, run.Summary!.Warnings);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"all\"")]
    [InlineData("""["COMPANIES/SEARCH|POST","executive-report/search|post","executive-report/get-widget-datas|POST",null,7,"\ud800"]""")]
    public async Task Permissions_that_are_complete_or_no_list_warn_of_nothing(string permissions)
    {
        await using var bench = new Bench();
        bench.Tenant.TokenDetails = $",\"expires_in\":3600,\"permissions\":{permissions}";

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Empty(run.Document.Warnings);
    }

    [Fact]
    public async Task An_address_that_is_not_allowed_stops_the_run_at_the_token_call()
    {
        await using var bench = new Bench();
        bench.Api.On(Call.Token, WireAnswer.Failure(403, "IP_RESTRICTED", "Address not allowed"));

        var run = await bench.ExportAsync();

        run.Stopped("ipRestricted", "allow list");
        Assert.Single(run.Requests);
    }
}
