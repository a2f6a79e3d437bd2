using System.Text;
using Keepnet.Conformance.Tests.Support;

namespace Keepnet.Conformance.Tests.TokenAndIdentity;

/// <summary>API §1: how a token is asked for, and what may come back.</summary>
public sealed class TokenCallTests
{
    [Fact]
    public async Task The_credentials_are_sent_as_an_escaped_form_and_without_a_bearer()
    {
        await using var bench = new Bench();

        var run = await bench.ExportAsync();

        run.Succeeded();
        var request = Assert.Single(run.Requests, request => request.Call == Call.Token);
        Assert.Equal("grant_type=client_credentials&client_id=exporter-01&client_secret=s%2Bcr%3Dt%269f3A-plus%2Fmore&scope=api1", request.Text);
        Assert.Equal(("POST", "application/x-www-form-urlencoded", null), (request.Method, request.Headers["Content-Type"], request.Authorization));
    }

    [Fact]
    public async Task One_token_serves_all_workers_of_a_run()
    {
        await using var bench = new Bench("c1", "c2", "c3", "c4", "c5", "c6");

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(1, run.Asked(Call.Token));
        Assert.Single(run.Requests.Where(request => request.Call != Call.Token).Select(request => request.Authorization).Distinct());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    public async Task Refused_credentials_stop_the_run_at_once_even_when_the_server_repeats_the_secret(int status)
    {
        await using var bench = new Bench();
        bench.Api.On(Call.Token, WireAnswer.Json($$"""{"error":"invalid_client","error_description":"no client with {{Bench.Secret}}"}""", status));

        var run = await bench.ExportAsync();

        run.Stopped("authentication", "invalid_client");
        Assert.Null(run.Document.RunId);
        Assert.Empty(run.Paths);
        Assert.Equal([Call.Token], run.Requests.Select(request => request.Call));
    }

    [Fact]
    public async Task A_server_error_on_the_token_call_is_tried_again()
    {
        await using var bench = new Bench();
        bench.Api.On(Call.Token, FailFirst(WireAnswer.Failure(500, "INTERNAL_SERVER_ERROR")));

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(2, run.Asked(Call.Token));
    }

    [Fact]
    public async Task A_token_endpoint_that_is_down_stops_the_run_which_left_nothing_behind()
    {
        await using var bench = new Bench();
        bench.Api.On(Call.Token, WireAnswer.Html(503));

        var run = await bench.ExportAsync();

        run.Stopped("unavailable", "POST /connect/token was answered with HTTP 503");
        Assert.Equal((5, 0), (run.Asked(Call.Token), run.Paths.Count));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("Wed, 01 Jul 2026 02:10:00 GMT")]
    public async Task A_rate_limit_on_the_token_call_is_waited_for(string retryAfter)
    {
        await using var bench = new Bench(speed: 1000);
        bench.Api.On(Call.Token, FailFirst(WireAnswer.Throttled(retryAfter)));

        var run = await bench.ExportAsync(("Keepnet:MaxRetryAfter", "01:00:00"));

        run.Succeeded();
        Assert.Equal((2, 1L), (run.Asked(Call.Token), run.Document.Throttled));
    }

    [Theory]
    [InlineData("<html>intranet</html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"token\"")]
    [InlineData("{}")]
    [InlineData("""{"access_token":null}""")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":12345}""")]
    [InlineData("""{"access_token":"a b"}""")]
    [InlineData("""{"access_token":"a\r\nX-Evil: 1"}""")]
    [InlineData("""{"access_token":"\ud800"}""")]
    [InlineData("""{"access_token":"a.b.c","expires_in":36""")]
    public async Task An_answer_without_a_usable_token_stops_the_run_before_any_other_call(string body)
    {
        await using var bench = new Bench();
        bench.Api.On(Call.Token, WireAnswer.Json(body));

        var run = await bench.ExportAsync(("Keepnet:MaxRetries", "1"));

        run.Stopped("protocol", "POST /connect/token was answered with HTTP 200 but holds no access token");
        Assert.Equal([Call.Token, Call.Token], run.Requests.Select(request => request.Call));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task A_token_with_a_byte_order_mark_is_read(string encoding)
    {
        await using var bench = new Bench();
        bench.Api.On(Call.Token, (_, usual) => usual.In(Encoding.GetEncoding(encoding)));

        var run = await bench.ExportAsync();

        run.Succeeded();
    }

    [Fact]
    public async Task An_access_token_that_is_no_JWT_is_used_all_the_same()
    {
        await using var bench = new Bench();
        bench.Api.On(Call.Token, WireAnswer.Json("""{"access_token":"opaque~token+/=","expires_in":3600}"""));

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.All(run.Requests.Where(request => request.Call != Call.Token), request => Assert.Equal("Bearer opaque~token+/=", request.Authorization));
    }

    [Fact]
    public async Task A_token_call_that_is_redirected_elsewhere_takes_no_secret_along()
    {
        await using var elsewhere = new WireTenant("c1");
        await using var bench = new Bench();
        bench.Api.On(Call.Token, WireAnswer.Redirect(307, $"{elsewhere.Address}connect/token"));

        var run = await bench.ExportAsync();

        run.Stopped("protocol", "a redirect to another address");
        Assert.Empty(elsewhere.Requests);
    }

    // Token requests are all alike, whoever makes them.
    private static Func<WireRequest, WireAnswer, WireAnswer> FailFirst(WireAnswer failure) =>
        (request, usual) => request.Try == 1 ? failure : usual;
}
