using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Simulator.Tests;

public sealed class TokenTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 7, 2, 10, 5, 0, TimeSpan.Zero));

    [Fact]
    public async Task Issues_a_token_whose_claims_name_the_reseller()
    {
        await using var test = await TenantTest.StartAsync(new SimulatorOptions { TimeProvider = _clock });

        var answer = await (await test.Client.TokenAsync()).JsonAsync();

        var claims = Claims(answer.GetProperty("access_token").GetString()!);
        Assert.Equal("Reseller", claims.GetProperty("role").GetString());
        Assert.Equal("True", claims.GetProperty("reseller_access").GetString());
        Assert.Equal(test.Data.Reseller.Id, claims.GetProperty("user_company_resourceid").GetString());
        Assert.Equal("DD/MM/YYYY", claims.GetProperty("user_dateformat").GetString());
        Assert.Equal(_clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds(), claims.GetProperty("exp").GetInt64());
        Assert.Equal(3600, answer.GetProperty("expires_in").GetInt32());
        Assert.Contains("companies/search|POST", answer.GetProperty("permissions").EnumerateArray().Select(item => item.GetString()));
    }

    [Fact]
    public async Task Refuses_a_token_once_it_has_expired()
    {
        await using var test = await TenantTest.StartAsync(new SimulatorOptions { TimeProvider = _clock });
        await test.Client.SignInAsync();

        _clock.Advance(TimeSpan.FromSeconds(3599));
        var before = await test.Client.GetAsync("api/companies/my");
        _clock.Advance(TimeSpan.FromSeconds(1));
        var after = await test.Client.GetAsync("api/companies/my");

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task Keeps_older_tokens_alive_beside_a_new_one()
    {
        await using var test = await TenantTest.StartAsync();
        var older = test.Tenant.IssueToken();
        await test.Client.SignInAsync();

        test.Client.UseToken(older);
        var answer = await test.Client.GetAsync("api/companies/my");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static JsonElement Claims(string token) =>
        JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;
}
