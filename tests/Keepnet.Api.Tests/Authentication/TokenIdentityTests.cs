using System.Buffers.Text;
using System.Text;
using Keepnet.Api.Authentication;
using Keepnet.Api.Tests.Support;

namespace Keepnet.Api.Tests.Authentication;

public sealed class TokenIdentityTests
{
    [Fact]
    public async Task Reads_what_the_token_says_of_its_owner()
    {
        var identity = await IdentityAsync("""
            {"role":"Reseller","reseller_access":"True","user_company_resourceid":"Own1","user_company_name":"Fjord MSP",
             "user_dateformat":"DD/MM/YYYY","user_timeformat":"24h","scope":["api1"]}
            """);

        Assert.Equal(["Reseller"], identity.Roles);
        Assert.True(identity.ResellerAccess);
        Assert.Equal(("Own1", "Fjord MSP", "DD/MM/YYYY", "24h"), (identity.OwnCompanyId, identity.OwnCompanyName, identity.DateFormat, identity.TimeFormat));
        Assert.Equal(["companies/search|POST"], identity.Permissions);
    }

    [Theory]
    [InlineData("""{"role":["Reseller","Other",7,null],"reseller_access":true}""", true, "Reseller,Other,7")]
    [InlineData("""{"role":"Company Admin","reseller_access":"false"}""", false, "Company Admin")]
    [InlineData("""{"reseller_access":"perhaps"}""", null, "")]
    [InlineData("""{"role":{},"user_company_name":[],"user_company_resourceid":"  "}""", null, "")]
    [InlineData("""{"role":"\ud800","user_company_name":"\udc00","exp":"\ud800"}""", null, "")]
    [InlineData("""{"\ud800":1,"role":"Reseller","exp":1e308,"iat":-1e308}""", null, "Reseller")]
    [InlineData("[1]", null, "")]
    [InlineData("no json", null, "")]
    public async Task Copes_with_claims_of_any_kind(string claims, bool? resellerAccess, string roles)
    {
        var identity = await IdentityAsync(claims);

        Assert.Equal((resellerAccess, roles), (identity.ResellerAccess, string.Join(',', identity.Roles)));
        Assert.Null(identity.OwnCompanyId);
        Assert.Null(identity.OwnCompanyName);
    }

    [Fact]
    public async Task A_permission_that_is_no_text_costs_neither_the_token_nor_the_others()
    {
        var fixture = new ClientFixture();
        fixture.Expect(FakeKeepnet.TokenCall, Answers.Json(
            """{"access_token":"opaque","expires_in":"\ud800","permissions":["\ud800",7,null,"companies/search|POST"]}"""));

        var identity = await fixture.Client.GetIdentityAsync(CancellationToken.None);

        Assert.Equal(["companies/search|POST"], identity.Permissions);
    }

    [Theory]
    [InlineData("""{"iat":1782871200}""", 0)]
    [InlineData("""{"iat":1782870000}""", 20)]
    [InlineData("""{"iat":1782872400}""", -20)]
    [InlineData("""{"exp":1782871200}""", 60)]
    [InlineData("""{"exp":1782874800}""", 0)]
    [InlineData("""{"iat":1e300}""", null)]
    [InlineData("{}", null)]
    public async Task Tells_how_far_this_machine_is_ahead_of_the_issuer(string claims, int? minutes)
    {
        var identity = await IdentityAsync(claims);

        Assert.Equal(minutes, (int?)identity.ClockAhead?.TotalMinutes);
    }

    [Theory]
    [InlineData("opaque")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("a.%%%.c")]
    public async Task A_token_that_cannot_be_read_works_without_claims(string token)
    {
        var fixture = new ClientFixture();
        fixture.Expect(FakeKeepnet.TokenCall, Answers.Token(token));

        var identity = await fixture.Client.GetIdentityAsync(CancellationToken.None);

        Assert.Empty(identity.Roles);
        Assert.Null(identity.Permissions);
    }

    [Theory]
    [InlineData(new double[] { }, 240)]
    [InlineData(new double[] { 0, -5 }, 240)]
    [InlineData(new double[] { 3600, 7200 }, 3240)]
    [InlineData(new double[] { 100 }, 50)]
    [InlineData(new[] { 1e300 }, 77760)]
    public void Uses_a_token_for_less_than_its_lifetime(double[] told, double expectedSeconds) =>
        Assert.Equal(expectedSeconds, TokenLifetime.UseFor(told.Select(seconds => (double?)seconds).Append(null)).TotalSeconds);

    private static async Task<TokenIdentity> IdentityAsync(string claims)
    {
        var token = $"header.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.signature";
        var fixture = new ClientFixture();
        fixture.Expect(FakeKeepnet.TokenCall, Answers.Json(
            $$"""{"access_token":"{{token}}","expires_in":"3600","permissions":["companies/search|POST",1]}"""));
        return await fixture.Client.GetIdentityAsync(CancellationToken.None);
    }
}
