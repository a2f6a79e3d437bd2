using Keepnet.Api.Tests.Support;

namespace Keepnet.Api.Tests.Transport;

public sealed class RedirectTests
{
    private readonly ClientFixture _fixture = new();

    [Theory]
    [InlineData(301, "/moved")]
    [InlineData(302, "https://api.keepnetlabs.com/moved")]
    [InlineData(307, "https://API.keepnetlabs.com:443/moved")]
    [InlineData(308, "../../moved")]
    public async Task Repeats_the_post_at_another_place_of_the_same_host(int status, string location)
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Redirect(status, location));
        _fixture.Expect("POST /moved", Answers.Json(Answers.NoReports));

        await _fixture.SearchReportsAsync();

        var moved = _fixture.Api.Calls[1];
        Assert.Equal(("""{"name":""}""", "Bearer token-1", "Yc6hJ4nDg9Rf"), (moved.Body, moved.Header("Authorization"), moved.Header("X-KEEPNET-Company-Id")));
    }

    [Theory]
    [InlineData(307, "https://evil.example.test/moved")]
    [InlineData(302, "http://api.keepnetlabs.com/moved")]
    [InlineData(308, "https://api.keepnetlabs.com:8443/moved")]
    [InlineData(301, "//evil.example.test/")]
    [InlineData(303, "/moved")]
    [InlineData(302, null)]
    public async Task Refuses_any_other_redirect_for_good(int status, string? location)
    {
        _fixture.Expect(ClientFixture.SearchReports, location is null ? Answers.Empty(status) : Answers.Redirect(status, location));

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.Equal((KeepnetFailure.Protocol, true, NextStep.GiveUp), (failure.Failure, failure.IsFinalForItem, failure.Next));
        Assert.Single(_fixture.Api.Calls);
    }

    [Fact]
    public async Task Follows_five_redirects_and_no_more()
    {
        _fixture.Expect(ClientFixture.SearchReports, Enumerable.Repeat(Answers.Redirect(307, "/api/executive-report/search"), 6));

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.True(failure.IsFinalForItem);
        Assert.Equal(6, _fixture.Api.Calls.Count);
    }

    [Theory]
    [InlineData("https://evil.example.test/connect/token")]
    [InlineData("https://api.keepnetlabs.com:8443/connect/token")]
    [InlineData("http://api.keepnetlabs.com/connect/token")]
    [InlineData("https://api.keepnetlabs.com.evil.example.test/connect/token")]
    [InlineData("https://api.keepnetlabs.com@evil.example.test/connect/token")]
    public async Task Never_sends_the_secret_to_another_host_port_or_scheme(string location)
    {
        _fixture.Expect(FakeKeepnet.TokenCall, Answers.Redirect(307, location));

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.Equal(KeepnetFailure.Protocol, failure.Failure);
        Assert.Single(_fixture.Api.All);
    }

    [Fact]
    public async Task Sends_no_token_to_another_host_after_a_redirect_that_was_followed()
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Redirect(307, "/moved"));
        _fixture.Expect("POST /moved", Answers.Redirect(307, "https://evil.example.test/moved"));

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.Contains("https://evil.example.test", failure.Message, StringComparison.Ordinal);
        Assert.All(_fixture.Api.All, request => Assert.Equal("api.keepnetlabs.com", request.Uri.Host));
    }

    [Fact]
    public async Task Repeats_no_secret_that_a_redirect_carries()
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Redirect(302, "https://token-1.evil.example.test/?secret=s%2Bcr%3Dt%26-very-secret"));

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.DoesNotContain("token-1", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", failure.ToString(), StringComparison.Ordinal);
    }
}
