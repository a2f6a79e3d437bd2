using System.Diagnostics;
using Keepnet.Api.Telemetry;
using Keepnet.Api.Tests.Support;

namespace Keepnet.Api.Tests.Telemetry;

public sealed class ApiTelemetryTests : IDisposable
{
    private readonly TestMeters _meters = new();
    private readonly ClientFixture _fixture;

    public ApiTelemetryTests() => _fixture = new ClientFixture { Meters = _meters };

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task Counts_calls_by_operation_and_status_and_never_by_company_or_report()
    {
        _fixture.Expect("GET /api/executive-report/qr8sT1uVwXyZ", Answers.Empty(503), Answers.Json("""{"data":{},"status":"SUCCESS"}"""));

        await using var answer = await _fixture.RunAsync(client => client.GetReportAsync(_fixture.Scope, "qr8sT1uVwXyZ", CancellationToken.None));

        Assert.Equal(
            [
                "keepnet.api.calls 1 http.request.method=GET,http.response.status_code=200,url.template=/api/executive-report/{resourceId}",
                "keepnet.api.calls 1 http.request.method=GET,http.response.status_code=503,url.template=/api/executive-report/{resourceId}",
                "keepnet.api.calls 1 http.request.method=POST,http.response.status_code=200,url.template=/connect/token",
                "keepnet.api.retries 1 http.request.method=GET,url.template=/api/executive-report/{resourceId}",
            ],
            _meters.Measured.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_call_without_an_answer_counts_with_its_error()
    {
        _fixture.Options.MaxRetries = 0;
        _fixture.Expect(ClientFixture.SearchReports, _ => throw new HttpRequestException("no route to 10.0.0.1"));

        await _fixture.SearchReportsFailureAsync();

        Assert.Contains(
            "keepnet.api.calls 1 error.type=System.Net.Http.HttpRequestException,http.request.method=POST,url.template=/api/executive-report/search",
            _meters.Measured);
    }

    [Fact]
    public async Task Tells_how_long_calls_pause_and_what_rate_is_left()
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Throttled("300"));
        await _fixture.SearchReportsFailureAsync();
        _fixture.Clock.Advance(TimeSpan.FromSeconds(60));

        _meters.Observe();

        Assert.Contains("keepnet.api.throttle.pause 240 ", _meters.Measured);
        Assert.Contains(_meters.Measured, line => line.StartsWith("keepnet.api.throttle.rate ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_limit_there_is_no_rate_and_no_pause()
    {
        await _fixture.RunAsync(client => client.GetIdentityAsync(CancellationToken.None));

        _meters.Observe();

        Assert.Contains("keepnet.api.throttle.pause 0 ", _meters.Measured);
        Assert.DoesNotContain(_meters.Measured, line => line.StartsWith("keepnet.api.throttle.rate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_try_of_a_call_is_an_activity_in_the_trace_of_its_caller()
    {
        using var trace = new CapturedTrace();
        _fixture.Expect(ClientFixture.SearchReports, Answers.Json("""{"message":"ask ida@example.test"}""", 500), Answers.Json("""{"data":[],"status":"SUCCESS"}"""));

        await _fixture.SearchReportsAsync();

        var tries = trace.Ended.Where(activity => activity.DisplayName == "POST /api/executive-report/search").ToList();
        Assert.Equal([500, 200], tries.Select(activity => activity.GetTagItem("http.response.status_code")));
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset], tries.Select(activity => activity.Status));
        Assert.Equal("unavailable", tries[0].GetTagItem("error.type"));
        Assert.Equal(1, tries[1].GetTagItem("http.request.resend_count"));
        Assert.Contains(trace.Ended, activity => activity.DisplayName == "POST /connect/token");
        Assert.All(trace.Ended, activity => Assert.Equal((KeepnetApiTelemetry.Name, ActivityKind.Client), (activity.Source.Name, activity.Kind)));
        Assert.DoesNotContain("ida@", string.Concat(trace.Ended.SelectMany(activity => activity.TagObjects).Select(tag => tag.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_token_request_is_an_activity_that_failed()
    {
        using var trace = new CapturedTrace();
        _fixture.Expect(FakeKeepnet.TokenCall, Answers.Json("""{"error":"invalid_client"}""", 400));

        await _fixture.FailureAsync(client => client.GetIdentityAsync(CancellationToken.None));

        var activity = Assert.Single(trace.Ended);
        Assert.Equal((ActivityStatusCode.Error, "400"), (activity.Status, activity.GetTagItem("error.type")));
    }
}
