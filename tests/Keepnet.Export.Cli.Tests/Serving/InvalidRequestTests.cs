using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using static Keepnet.Export.Cli.Tests.Serving.ServedExporter;

namespace Keepnet.Export.Cli.Tests.Serving;

/// <summary>Requests that are refused before anything is touched.</summary>
public sealed class InvalidRequestTests : ServeTests
{
    public static TheoryData<string> InvalidBodies => new(
        "{", "[]", "null", "\"text\"", "{\"period\":}", "{\"period\":\"Yesterday\"}", "{\"period\":5}", "{\"period\":\"2026-06-30_2026-04-01\"}",
        "{\"period\":{\"from\":\"2026-04-01\"}}", "{\"period\":{\"from\":\"2026-04-01\",\"to\":\"2026-02-30\"}}", "{\"period\":{\"from\":1,\"to\":2}}",
        "{\"companyIds\":[]}", "{\"companyIds\":\"one\"}", "{\"companyIds\":[1]}", "{\"companyIds\":[\" \"]}", "{\"companyIds\":[\"a\\u0007\"]}",
        "{\"companyIds\":[\"\\ud800\"]}", "{\"period\":\"LastMonth\",\"period\":\"LastYear\"}", "{} {}", "{\"\\udc00\":1}", "{\"period\":{\"\\ud800\":1}}",
        new string('[', 5000), "{\"companyIds\":[\"" + new string('a', 201) + "\"]}");

    [Theory]
    [MemberData(nameof(InvalidBodies))]
    public async Task Refuses_a_body_that_is_not_as_described(string body)
    {
        var served = await ServeAsync();

        await AssertProblemAsync(await served.PostAsync("/api/exports", body), HttpStatusCode.BadRequest, "invalidRequest");

        Assert.Equal(0, RunsInStore);
        Assert.Empty(Tenant.Calls.Requests);
    }

    [Fact]
    public async Task Names_the_fields_it_does_not_know()
    {
        var served = await ServeAsync();

        var detail = await AssertProblemAsync(
            await served.PostAsync("/api/companies/x/exports", """{"companyIds":["y"],"Period":"LastMonth"}"""), HttpStatusCode.BadRequest, "invalidRequest");

        Assert.Contains("'companyIds', 'Period'", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_a_field_comes_twice()
    {
        var served = await ServeAsync();

        var detail = await AssertProblemAsync(
            await served.PostAsync("/api/exports", """{"period":"LastMonth","period":"LastYear"}"""), HttpStatusCode.BadRequest, "invalidRequest");

        Assert.Equal("The body has a field twice.", detail);
    }

    [Fact]
    public async Task Takes_at_most_1000_companies()
    {
        var served = await ServeAsync();
        var body = JsonSerializer.Serialize(new { companyIds = Enumerable.Range(0, 1001).Select(number => $"c{number}") });

        await AssertProblemAsync(await served.PostAsync("/api/exports", body), HttpStatusCode.BadRequest, "invalidRequest");
    }

    [Theory]
    [InlineData(64 * 1024, HttpStatusCode.Accepted)]
    [InlineData((64 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(3_000_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Takes_bodies_up_to_64_KiB(int length, HttpStatusCode status)
    {
        var served = await ServeAsync();

        var answer = await served.PostAsync("/api/exports", "{}".PadRight(length));

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Takes_json_only(string contentType)
    {
        var served = await ServeAsync();
        using var content = new StringContent("{}", MediaTypeHeaderValue.Parse(contentType));

        var answer = await served.Http.PostAsync("/api/exports", content);

        await AssertProblemAsync(answer, HttpStatusCode.UnsupportedMediaType, "unsupportedMediaType");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("ten")]
    [InlineData("")]
    [InlineData("1&limit=2")]
    public async Task Lists_1_to_100_runs(string limit)
    {
        var served = await ServeAsync();

        await AssertProblemAsync(await served.Http.GetAsync("/api/exports?limit=" + limit), HttpStatusCode.BadRequest, "invalidRequest");
    }

    [Theory]
    [InlineData("%20")]
    [InlineData("a%0Ab")]
    [InlineData("a%00b")]
    public async Task Refuses_what_no_company_id_can_be(string id)
    {
        var served = await ServeAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await served.PostAsync($"/api/companies/{id}/exports")).StatusCode);
        Assert.Equal(0, RunsInStore);
    }

    [Fact]
    public async Task Never_takes_one_company_for_all_of_them()
    {
        var served = await ServeAsync();
        var target = new Uri(served.Http.BaseAddress!, "/api/companies/x/exports").ToString().Replace("/x/", "/%2E%2E/", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));

        var answer = await served.Http.SendAsync(request);

        await AssertProblemAsync(answer, HttpStatusCode.BadRequest, "invalidRequest");
        Assert.Equal(0, RunsInStore);
    }

    [Theory]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound, "notFound")]
    [InlineData("DELETE", "/api/exports", HttpStatusCode.MethodNotAllowed, "methodNotAllowed")]
    public async Task Answers_unknown_calls_like_any_other_error(string method, string path, HttpStatusCode status, string code)
    {
        var served = await ServeAsync();

        await AssertProblemAsync(await served.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path)), status, code);
    }
}
