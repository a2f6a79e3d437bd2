using System.Text;
using System.Text.Json.Nodes;
using Keepnet.Export.Functions.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Keepnet.Export.Functions.Tests.Http;

public sealed class HttpFunctionsTests
{
    [Fact]
    public async Task Starting_all_companies_is_accepted_and_says_where_to_look()
    {
        await using var app = await App.StartAsync(companies: 2);

        var response = await AnswerAsync(Request("POST", "/api/exports"), request => new StartExports(app.Requests).RunAsync(request, default));

        Assert.Equal(202, response.StatusCode);
        Assert.Equal("application/json", response.ContentType);
        Assert.Equal("no-store", response.Headers.CacheControl);
        Assert.Equal($"/api/exports/{app.Queue.Enqueued[0].RunId}", response.Headers.Location);
        Assert.True(response.Headers.ContainsKey("Retry-After"));
        Assert.Equal(2, app.Queue.Enqueued.Count);
    }

    [Fact]
    public async Task One_company_is_taken_from_the_path_and_the_key_from_its_header()
    {
        await using var app = await App.StartAsync(companies: 1);
        await app.FireAsync();
        var id = app.Queue.Enqueued[0].CompanyId;
        var body = """{"period":"LastMonth"}""";

        var first = await AnswerAsync(KeyedRequest(), request => new StartCompanyExport(app.Requests).RunAsync(request, default));
        var second = await AnswerAsync(KeyedRequest(), request => new StartCompanyExport(app.Requests).RunAsync(request, default));

        Assert.Equal((202, 202), (first.StatusCode, second.StatusCode));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal("LastMonth", app.Queue.Enqueued[1].Period);

        HttpContext KeyedRequest()
        {
            var context = Request("POST", $"/api/companies/{id}/exports", body);
            context.Request.Headers["Idempotency-Key"] = "monday";
            return context;
        }
    }

    [Fact]
    public async Task A_run_can_be_read_listed_and_retried()
    {
        await using var app = await App.StartAsync(companies: 1);
        await app.FireAsync();
        var runId = app.Queue.Enqueued[0].RunId;

        var one = await AnswerAsync(Request("GET", $"/api/exports/{runId}"), request => new GetExport(app.Requests).RunAsync(request, runId, default));
        var all = await AnswerAsync(Request("GET", "/api/exports", query: "?limit=1"), request => new ListExports(app.Requests).RunAsync(request, default));
        var again = await AnswerAsync(Request("POST", $"/api/exports/{runId}/retry"), request => new RetryExport(app.Requests).RunAsync(request, runId, default));

        Assert.Equal((200, 200, 202), (one.StatusCode, all.StatusCode, again.StatusCode));
        Assert.Equal(runId, (string)(await JsonAsync(one))["runId"]!);
        Assert.Contains(runId, (await JsonAsync(all)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_a_request_is_told_as_a_problem_with_a_code()
    {
        await using var app = await App.StartAsync(companies: 1);

        var limit = await AnswerAsync(Request("GET", "/api/exports", query: "?limit=none"), request => new ListExports(app.Requests).RunAsync(request, default));
        var latest = await AnswerAsync(
            Request("GET", "/api/companies/nobody/exports/latest", query: "?period=LastMonth"), request => new GetLatestExport(app.Requests).RunAsync(request, default));

        Assert.Equal((400, "application/problem+json"), (limit.StatusCode, limit.ContentType));
        Assert.Equal("invalidRequest", (string)(await JsonAsync(limit))["code"]!);
        Assert.Equal((404, "application/problem+json"), (latest.StatusCode, latest.ContentType));
        Assert.Equal("noExport", (string)(await JsonAsync(latest))["code"]!);
    }

    [Fact]
    public async Task Health_and_the_description_are_served()
    {
        await using var app = await App.StartAsync(companies: 1);

        var health = await AnswerAsync(Request("GET", "/api/health"), request => new Health(app.Requests).RunAsync(request, default));
        var description = await AnswerAsync(Request("GET", "/api/openapi.json"), request => Task.FromResult(new OpenApi().Run(request)));

        Assert.Equal((200, 200), (health.StatusCode, description.StatusCode));
        Assert.NotNull((await JsonAsync(description))["openapi"]);
    }

    private static DefaultHttpContext Request(string method, string path, string? body = null, string query = "")
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Path = path;
        context.Request.QueryString = new QueryString(query);
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = path + query;
        if (body is not null)
        {
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
            context.Request.ContentType = "application/json";
        }

        context.Response.Body = new MemoryStream();
        return context;
    }

    private static async Task<HttpResponse> AnswerAsync(HttpContext context, Func<HttpRequest, Task<IResult>> function)
    {
        await (await function(context.Request)).ExecuteAsync(context);
        context.Response.Body.Position = 0;
        return context.Response;
    }

    private static async Task<JsonNode> JsonAsync(HttpResponse response) => (await JsonNode.ParseAsync(response.Body))!;
}
