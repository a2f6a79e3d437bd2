using System.Text;
using Keepnet.Api.Authentication;
using Keepnet.Api.Tests.Support;

namespace Keepnet.Api.Tests.Authentication;

public sealed class TokenTests
{
    private static readonly ClientCredentials First = new("exporter-01", "first-secret");

    private readonly ClientFixture _fixture = new() { Credentials = new FakeCredentials(First) };

    [Fact]
    public async Task Asks_for_one_token_for_many_callers()
    {
        var release = new TaskCompletionSource();
        _fixture.Expect(FakeKeepnet.TokenCall, async token =>
        {
            await release.Task;
            return await Answers.Token("shared")(token);
        });

        var callers = Enumerable.Range(0, 20).Select(_ => _fixture.Client.GetIdentityAsync(CancellationToken.None)).ToArray();
        release.SetResult();
        await Task.WhenAll(callers);

        Assert.Single(_fixture.Api.TokenCalls);
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_end_the_renewal_for_the_others()
    {
        var (asked, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        _fixture.Expect(FakeKeepnet.TokenCall, async token =>
        {
            asked.SetResult();
            await release.Task.WaitAsync(token);
            return await Answers.Token("shared")(token);
        });
        using var impatience = new CancellationTokenSource();
        var impatient = _fixture.Client.GetIdentityAsync(impatience.Token);
        var patient = _fixture.Client.GetIdentityAsync(CancellationToken.None);
        await asked.Task;

        await impatience.CancelAsync();
        release.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        await patient;
        Assert.Single(_fixture.Api.TokenCalls);
    }

    [Theory]
    [InlineData(3600, 3239, 1)]
    [InlineData(3600, 3241, 2)]
    [InlineData(300, 239, 1)]
    [InlineData(300, 241, 2)]
    [InlineData(60, 29, 1)]
    [InlineData(60, 31, 2)]
    public async Task Renews_the_token_before_it_expires(int lifetime, int secondsLater, int tokens)
    {
        _fixture.Expect(FakeKeepnet.TokenCall, Answers.Token("one", lifetime), Answers.Token("two", lifetime));

        await _fixture.Client.GetIdentityAsync(CancellationToken.None);
        _fixture.Clock.Advance(TimeSpan.FromSeconds(secondsLater));
        await _fixture.Client.GetIdentityAsync(CancellationToken.None);

        Assert.Equal(tokens, _fixture.Api.TokenCalls.Count);
    }

    [Fact]
    public async Task Trusts_the_shorter_of_the_lifetimes_told_even_when_the_clocks_differ()
    {
        // Issued, by the server's clock, decades ago: only the difference counts.
        var token = Jwt("""{"iat":1000,"exp":1600}""");
        _fixture.Expect(FakeKeepnet.TokenCall, Answers.Token(token), Answers.Token(token));

        await _fixture.Client.GetIdentityAsync(CancellationToken.None);
        _fixture.Clock.Advance(TimeSpan.FromSeconds(539));
        await _fixture.Client.GetIdentityAsync(CancellationToken.None);
        Assert.Single(_fixture.Api.TokenCalls);

        _fixture.Clock.Advance(TimeSpan.FromSeconds(2));
        await _fixture.Client.GetIdentityAsync(CancellationToken.None);
        Assert.Equal(2, _fixture.Api.TokenCalls.Count);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(306)]
    public async Task Replays_a_call_once_with_a_new_token(int status)
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Empty(status), Answers.Json(Answers.NoReports));

        await _fixture.SearchReportsAsync();

        Assert.Equal(["Bearer token-1", "Bearer token-2"], _fixture.Api.Calls.Select(call => call.Header("Authorization")));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(306)]
    public async Task A_second_refusal_of_the_token_is_a_matter_of_settings(int status)
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Empty(status), Answers.Empty(status));

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.Equal((KeepnetFailure.Authentication, NextStep.FixSettings, (int?)status), (failure.Failure, failure.Next, failure.Status));
        Assert.Equal(2, _fixture.Api.Calls.Count);
    }

    [Fact]
    public async Task Tries_again_when_the_token_endpoint_has_an_error()
    {
        _fixture.Options.MaxRetries = 5;
        _fixture.Expect(FakeKeepnet.TokenCall, Answers.Empty(500), Answers.Html(503), Answers.Html(200), Answers.Json("{}"), Answers.Token("a\\nb"), Answers.Token("late"));

        await _fixture.RunAsync(client => client.GetIdentityAsync(CancellationToken.None));

        Assert.Equal((6L, 5L), (_fixture.Client.Statistics.Calls, _fixture.Client.Statistics.Retries));
    }

    [Fact]
    public async Task A_call_does_not_start_the_tries_for_a_token_over_again()
    {
        _fixture.Expect(FakeKeepnet.TokenCall, Enumerable.Repeat(Answers.Empty(500), 5));

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.Equal((KeepnetFailure.Unavailable, NextStep.TryLater), (failure.Failure, failure.Next));
        Assert.Equal(5, _fixture.Api.TokenCalls.Count);
    }

    [Theory]
    [InlineData(403, """{"status":"IP_RESTRICTED"}""", KeepnetFailure.IpRestricted)]
    [InlineData(403, "<html>", KeepnetFailure.Authentication)]
    [InlineData(404, "", KeepnetFailure.Authentication)]
    public async Task A_token_endpoint_that_refuses_is_a_matter_of_settings(int status, string body, KeepnetFailure expected)
    {
        _fixture.Expect(FakeKeepnet.TokenCall, Answers.Json(body, status));

        var failure = await _fixture.FailureAsync(client => client.GetIdentityAsync(CancellationToken.None));

        Assert.Equal((expected, NextStep.FixSettings), (failure.Failure, failure.Next));
    }

    [Fact]
    public async Task Secrets_and_tokens_never_show_up_even_when_the_server_repeats_them()
    {
        var token = Jwt("""{"role":"Reseller"}""");
        _fixture.Expect(FakeKeepnet.TokenCall, Answers.Token(token));
        _fixture.Expect(ClientFixture.SearchReports, Enumerable.Repeat(
            Answers.Json($$"""{"message":"{{token}} of first-secret \u0000\n{{new string('x', 5000)}}"}""", 500), 5));

        var failure = await _fixture.SearchReportsFailureAsync();

        var everything = failure + string.Join('\n', _fixture.Logger.Lines);
        Assert.DoesNotContain(token, everything, StringComparison.Ordinal);
        Assert.DoesNotContain("first-secret", everything, StringComparison.Ordinal);
        Assert.True(failure.ApiMessage!.Length <= 301);
        Assert.DoesNotContain(failure.Message, char.IsControl);
    }

    private static string Jwt(string claims) =>
        $"{Encode("""{"alg":"RS256"}""")}.{Encode(claims)}.c2lnbmF0dXJl";

    private static string Encode(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
