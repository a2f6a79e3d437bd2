using Keepnet.Api.Tests.Support;

namespace Keepnet.Api.Tests.Transport;

public sealed class FailureTests
{
    private readonly ClientFixture _fixture = new();

    public FailureTests() => _fixture.Options.MaxRetries = 0;

    [Theory]
    [InlineData(400, """{"data":null,"status":"INPUT_ERROR","message":"Invalid request","validationMessages":["OrderBy is not valid"]}""", KeepnetFailure.InvalidRequest, NextStep.GiveUp)]
    [InlineData(403, """{"Status":"PRIVACY_ERROR"}""", KeepnetFailure.Privacy, NextStep.GiveUp)]
    [InlineData(403, """{"status":"IP_RESTRICTED"}""", KeepnetFailure.IpRestricted, NextStep.FixSettings)]
    [InlineData(403, """{"status":"FAILED","message":"not yours"}""", KeepnetFailure.Forbidden, NextStep.GiveUp)]
    [InlineData(403, "", KeepnetFailure.Forbidden, NextStep.GiveUp)]
    [InlineData(404, """{"isSuccess":false,"data":null,"messages":["Company not found"]}""", KeepnetFailure.NotFound, NextStep.GiveUp)]
    [InlineData(404, """{"type":"about:blank","title":"Not Found","status":404}""", KeepnetFailure.NotFound, NextStep.GiveUp)]
    [InlineData(408, "", KeepnetFailure.Unavailable, NextStep.TryLater)]
    [InlineData(415, "", KeepnetFailure.InvalidRequest, NextStep.GiveUp)]
    [InlineData(429, "", KeepnetFailure.Throttled, NextStep.TryLater)]
    [InlineData(500, """{"status":"INTERNAL_SERVER_ERROR"}""", KeepnetFailure.Unavailable, NextStep.TryLater)]
    [InlineData(502, "<html>Bad gateway", KeepnetFailure.Unavailable, NextStep.TryLater)]
    [InlineData(503, "<html>", KeepnetFailure.Unavailable, NextStep.TryLater)]
    [InlineData(504, "{\"mess", KeepnetFailure.Unavailable, NextStep.TryLater)]
    [InlineData(304, "", KeepnetFailure.Protocol, NextStep.GiveUp)]
    public async Task Each_error_status_says_what_can_be_done(int status, string body, KeepnetFailure failure, NextStep next)
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Json(body, status));

        var exception = await _fixture.SearchReportsFailureAsync();

        Assert.Equal((failure, next, (int?)status, "Yc6hJ4nDg9Rf"), (exception.Failure, exception.Next, exception.Status, exception.CompanyId));
        Assert.Equal("POST /api/executive-report/search", exception.Call);
    }

    [Theory]
    [InlineData("""{"data":null,"status":"PRIVACY_ERROR"}""", KeepnetFailure.Privacy)]
    [InlineData("""{"data":null,"status":"ip_restricted"}""", KeepnetFailure.IpRestricted)]
    [InlineData("""{"data":null,"status":"INPUT_ERROR","message":"Report not found"}""", KeepnetFailure.NotFound)]
    [InlineData("""{"isSuccess":false,"data":null,"messages":[{"code":1,"text":"Company Not Found"}]}""", KeepnetFailure.NotFound)]
    [InlineData("""{"data":[],"status":"INPUT_ERROR","ValidationMessages":["wrong"]}""", KeepnetFailure.InvalidRequest)]
    [InlineData("""{"data":[],"status":"INTERNAL_SERVER_ERROR"}""", KeepnetFailure.Unavailable)]
    [InlineData("""{"data":[],"status":"FAILED"}""", KeepnetFailure.Unavailable)]
    [InlineData("""{"data":[],"status":"MYSTERY"}""", KeepnetFailure.Protocol)]
    [InlineData("""{"data":[],"isSuccess":false}""", KeepnetFailure.Protocol)]
    [InlineData("""{"data":[],"status":"SUCCESS","IsSuccess":"False"}""", KeepnetFailure.Protocol)]
    [InlineData("""{"data":[],"status":500,"title":"odd"}""", KeepnetFailure.Protocol)]
    [InlineData("{}", KeepnetFailure.Protocol)]
    [InlineData("[]", KeepnetFailure.Protocol)]
    [InlineData("7", KeepnetFailure.Protocol)]
    [InlineData("""{"data":{},"status":"SUCCESS"}""", KeepnetFailure.Protocol)]
    [InlineData("""{"data":[],"status":"SUCCESS","Data":[1]}""", KeepnetFailure.Protocol)]
    [InlineData("<html>Welcome to the airport</html>", KeepnetFailure.Protocol)]
    [InlineData("""{"data":[],"status":"SUCCESS"} trailing""", KeepnetFailure.Protocol)]
    [InlineData("""{"data":[],"status":"SUCC""", KeepnetFailure.Protocol)]
    [InlineData("""{"data":[{"a":""", KeepnetFailure.Protocol)]
    public async Task A_success_status_with_a_failure_in_it_is_a_failure(string body, KeepnetFailure failure)
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Json(body));

        Assert.Equal(failure, (await _fixture.SearchReportsFailureAsync()).Failure);
    }

    [Theory]
    [InlineData(200, """{"data":[1],"status":"SUCCESS"}""")]
    [InlineData(201, """{"DATA":[1],"Status":"success"}""")]
    [InlineData(202, """{"isSuccess":true,"messages":[],"data":[1]}""")]
    [InlineData(200, """{"data":[1],"status":null}""")]
    [InlineData(200, """{"data":[1]}""")]
    [InlineData(200, """{"status":200,"data":[1]}""")]
    public async Task Accepts_both_envelopes_with_any_success_status(int status, string body)
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Json(body, status));

        Assert.Equal(["1"], await _fixture.SearchReportsAsync());
    }

    [Theory]
    [InlineData(200, """{"data":null,"status":"SUCCESS"}""")]
    [InlineData(200, """{"status":"SUCCESS"}""")]
    [InlineData(200, """{"data":[],"isSuccess":true}""")]
    [InlineData(200, "")]
    [InlineData(200, " \r\n")]
    [InlineData(204, "")]
    public async Task Nothing_there_is_an_empty_list(int status, string body)
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Json(body, status));

        Assert.Empty(await _fixture.SearchReportsAsync());
    }

    [Theory]
    [InlineData(200, """{"data":null,"status":"SUCCESS","message":"Settings not found"}""")]
    [InlineData(200, """{"isSuccess":true}""")]
    [InlineData(204, "")]
    public async Task Nothing_there_is_not_found_for_a_single_object(int status, string body)
    {
        _fixture.Expect(ClientFixture.Metrics, Answers.Json(body, status));

        var failure = await _fixture.FailureAsync(client => client.GetMetricsAsync(_fixture.Scope, CancellationToken.None));

        Assert.Equal(KeepnetFailure.NotFound, failure.Failure);
    }

    [Fact]
    public async Task A_single_object_is_one_item()
    {
        _fixture.Expect(ClientFixture.Metrics, Answers.Json("""{"data":{"metrics":[{"name":"inner"}],"name":"outer"},"status":"SUCCESS"}""", 201));

        await using var answer = await _fixture.RunAsync(client => client.GetMetricsAsync(_fixture.Scope, CancellationToken.None));

        var item = Assert.Single(answer.Items);
        Assert.Equal("outer", item.Name);
        Assert.Equal("""{"metrics":[{"name":"inner"}],"name":"outer"}""", ClientFixture.TextOf(answer.Source, item));
    }

    [Theory]
    [InlineData("""{"status":"IP_RESTRICTED"}""", KeepnetFailure.IpRestricted)]
    [InlineData("", KeepnetFailure.NotReseller)]
    public async Task A_refusal_above_companies_is_a_matter_of_settings(string body, KeepnetFailure expected)
    {
        _fixture.Expect("GET /api/companies/my", Answers.Json(body, 403));

        var failure = await _fixture.FailureAsync(client => client.GetMyCompaniesAsync(CancellationToken.None));

        Assert.Equal((expected, NextStep.FixSettings), (failure.Failure, failure.Next));
    }

    [Fact]
    public async Task Says_which_call_failed_for_whom_with_the_apis_words_and_what_to_do()
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Json(
            """{"status":"INPUT_ERROR","message":"Invalid request","validationMessages":["OrderBy is not valid"]}""", 400));

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.Equal("INPUT_ERROR: Invalid request; OrderBy is not valid", failure.ApiMessage);
        Assert.Equal(
            "POST /api/executive-report/search for company Yc6hJ4nDg9Rf was answered with HTTP 400 "
            + "(INPUT_ERROR: Invalid request; OrderBy is not valid). The same request would be rejected again, so it is left out; "
            + "if the API's words do not tell why, ask Keepnet.",
            failure.Message);
    }

    [Fact]
    public async Task A_broken_error_body_does_not_hide_the_status()
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Of(403, () => new StreamContent(new BrokenStream("{}"u8.ToArray(), new IOException("reset")))));

        Assert.Equal(KeepnetFailure.Forbidden, (await _fixture.SearchReportsFailureAsync()).Failure);
    }
}
