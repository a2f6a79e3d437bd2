using Keepnet.Api.Reports;
using Keepnet.Api.Tests.Support;

namespace Keepnet.Api.Tests.Transport;

public sealed class RetryTests
{
    private readonly ClientFixture _fixture = new();

    public static TheoryData<string> PassingTroubles => [.. Troubles.Keys];

    private static Dictionary<string, Answer> Troubles { get; } = new()
    {
        ["server error"] = Answers.Empty(500),
        ["gateway"] = Answers.Html(502),
        ["failed inside"] = Answers.Json("""{"data":null,"status":"FAILED"}"""),
        ["refused connection"] = Answers.Throws(new HttpRequestException(HttpRequestError.ConnectionError, "refused")),
        ["connection that takes too long"] = Answers.Throws(new TaskCanceledException("connect", new TimeoutException())),
        ["no address"] = Answers.Throws(new HttpRequestException(HttpRequestError.NameResolutionError, "no such host")),
        ["cut body"] = Answers.Of(200, () => new StreamContent(new BrokenStream("{\"data\":["u8.ToArray(), new HttpIOException(HttpRequestError.ResponseEnded)))),
        ["reset connection"] = Answers.Of(200, () => new StreamContent(new BrokenStream("{\"data\":["u8.ToArray(), new IOException("reset")))),
        ["broken compression"] = Answers.Of(200, () => new StreamContent(new BrokenStream([], new InvalidDataException("bad block")))),
        ["half a document"] = Answers.Json("""{"data":[{"a":"""),
        ["page of a proxy"] = Answers.Html(200),
        ["bytes that are no text"] = Answers.Bytes([.. "{\"data\":[\""u8, 0xC3, 0x28, .. "\"]}"u8]),
    };

    [Theory]
    [MemberData(nameof(PassingTroubles))]
    public async Task Tries_again_after_a_passing_trouble(string trouble)
    {
        _fixture.Expect(ClientFixture.SearchReports, Troubles[trouble], Answers.Json(Answers.NoReports));

        Assert.Empty(await _fixture.SearchReportsAsync());

        Assert.InRange(Assert.Single(_fixture.Clock.Waits).TotalSeconds, 0.5, 0.625);
        Assert.Equal(1, _fixture.Client.Statistics.Retries);
        Assert.Contains("Trying again", Assert.Single(_fixture.Logger.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(PassingTroubles))]
    public async Task Gives_up_after_the_last_try_and_says_so(string trouble)
    {
        _fixture.Expect(ClientFixture.SearchReports, Enumerable.Repeat(Troubles[trouble], 5));

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.Equal(NextStep.TryLater, failure.Next);
        Assert.Contains("try 5", failure.Message, StringComparison.Ordinal);
        Assert.Equal(4, _fixture.Clock.Waits.Count);
        Assert.All(_fixture.Clock.Waits.Zip([0.5, 1, 2, 4]), pair => Assert.InRange(pair.First.TotalSeconds, pair.Second, pair.Second * 1.25));
    }

    [Theory]
    [InlineData("server error", 2, 2)]
    [InlineData("failed inside", 2, 2)]
    [InlineData("server error", 1, 5)]
    [InlineData("gateway", 2, 5)]
    [InlineData("cut body", 2, 5)]
    public async Task Leaves_a_batch_that_the_api_itself_fails_at_to_be_divided_after_one_more_try(string trouble, int widgets, int tries)
    {
        const string WidgetDatas = "POST /api/executive-report/get-widget-datas";
        _fixture.Expect(WidgetDatas, Enumerable.Repeat(Troubles[trouble], tries));

        var failure = await _fixture.FailureAsync(client => client.GetWidgetDatasAsync(
            _fixture.Scope, [.. Enumerable.Range(1, widgets).Select(number => $"w{number}")], ReportPeriod.Default, CancellationToken.None));

        Assert.Equal(NextStep.TryLater, failure.Next);
        Assert.Equal(tries, _fixture.Api.Calls.Count);
    }

    [Fact]
    public async Task Waits_two_seconds_and_longer_each_time_after_429_without_a_wish()
    {
        _fixture.Options.MaxRetries = 6;
        _fixture.Expect(ClientFixture.SearchReports, Enumerable.Repeat(Answers.Throttled(), 7));

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.Equal((KeepnetFailure.Throttled, NextStep.TryLater), (failure.Failure, failure.Next));
        var started = _fixture.Clock.Start;
        var passed = (_fixture.Clock.GetUtcNow() - started).TotalSeconds;
        Assert.InRange(passed, 2 + 4 + 8 + 16 + 30 + 30, 2.5 + 5 + 10 + 20 + 30 + 30 + 6);
    }

    [Fact]
    public async Task Waits_as_long_as_the_api_asks_before_it_retries()
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Throttled("17"), Answers.Json(Answers.NoReports));

        await _fixture.SearchReportsAsync();

        Assert.InRange((_fixture.Clock.GetUtcNow() - _fixture.Clock.Start).TotalSeconds, 17, 18.1);
    }

    [Fact]
    public async Task Waits_until_the_date_the_api_names()
    {
        var date = _fixture.Clock.Start.AddSeconds(40).ToString("R");
        _fixture.Expect(ClientFixture.SearchReports, Answers.With(Answers.Empty(503), "Retry-After", date), Answers.Json(Answers.NoReports));

        await _fixture.SearchReportsAsync();

        Assert.InRange((_fixture.Clock.GetUtcNow() - _fixture.Clock.Start).TotalSeconds, 40, 41.1);
    }

    [Fact]
    public async Task Fails_at_once_when_the_api_asks_to_wait_for_too_long()
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Throttled("3600"));

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.Equal((KeepnetFailure.Throttled, TimeSpan.FromHours(1)), (failure.Failure, failure.RetryAfter));
        Assert.Empty(_fixture.Clock.Waits);
    }

    [Fact]
    public async Task Turns_later_callers_away_while_the_long_wait_lasts()
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Throttled("3600"), Answers.Json(Answers.NoReports));
        await _fixture.SearchReportsFailureAsync();

        _fixture.Clock.Advance(TimeSpan.FromMinutes(40));
        var failure = await _fixture.SearchReportsFailureAsync();
        Assert.Equal((KeepnetFailure.Throttled, TimeSpan.FromMinutes(20)), (failure.Failure, failure.RetryAfter));
        Assert.Single(_fixture.Api.Calls);

        _fixture.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Empty(await _fixture.SearchReportsAsync());
    }

    [Fact]
    public async Task Gives_up_a_try_when_nothing_arrives()
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Hangs(), Answers.Json(Answers.NoReports));
        var call = _fixture.Client.SearchReportsAsync(_fixture.Scope, CancellationToken.None);

        await _fixture.Clock.TimerAsync(_fixture.Options.IdleTimeout);
        await _fixture.Api.ReceivedAsync(ClientFixture.SearchReports);
        _fixture.Clock.Advance(_fixture.Options.IdleTimeout);
        await using var answer = await _fixture.Clock.RunAsync(call);

        Assert.Equal(2, _fixture.Api.Calls.Count);
        Assert.Contains("nothing arrived for 100 s", Assert.Single(_fixture.Logger.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_up_a_try_that_trickles_on_for_too_long()
    {
        _fixture.Options.MaxRetries = 0;
        _fixture.Expect(ClientFixture.SearchReports, Answers.Of(200, () => new StreamContent(new TrickleStream(_fixture.Clock, TimeSpan.FromSeconds(20)))));

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.Equal(KeepnetFailure.Unavailable, failure.Failure);
        Assert.Contains("took longer than 300 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_cancellation_is_no_failure()
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Hangs());
        using var cancellation = new CancellationTokenSource();
        var call = _fixture.Client.SearchReportsAsync(_fixture.Scope, cancellation.Token);
        await _fixture.Api.ReceivedAsync(ClientFixture.SearchReports);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Empty(_fixture.Logger.Lines);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task Does_not_repeat_what_will_not_change(int status)
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Empty(status));

        await _fixture.SearchReportsFailureAsync();

        Assert.Single(_fixture.Api.Calls);
    }

    [Fact]
    public async Task Nobody_calls_while_the_api_asks_for_a_pause()
    {
        _fixture.Options.MaxRetries = 0;
        _fixture.Expect(ClientFixture.SearchReports, Answers.Throttled("30"), Answers.Json(Answers.NoReports));
        await _fixture.SearchReportsFailureAsync();

        await _fixture.SearchReportsAsync();

        Assert.InRange((_fixture.Clock.GetUtcNow() - _fixture.Clock.Start).TotalSeconds, 30, 31.1);
    }

    [Fact]
    public async Task A_token_call_waits_for_the_end_of_a_pause_without_blocking_anyone()
    {
        _fixture.Options.MaxConcurrentCalls = 1;
        _fixture.Expect(FakeKeepnet.TokenCall, Answers.Throttled("10"), Answers.Token("late"));
        _fixture.Expect(ClientFixture.SearchReports, Answers.Json(Answers.NoReports));

        Assert.Empty(await _fixture.SearchReportsAsync());

        Assert.InRange((_fixture.Clock.GetUtcNow() - _fixture.Clock.Start).TotalSeconds, 10, 13);
    }
}
