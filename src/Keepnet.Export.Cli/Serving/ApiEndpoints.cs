using Keepnet.Export.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Keepnet.Export.Cli.Serving;

/// <summary>Routes the HTTP API to the core's requests.</summary>
internal static class ApiEndpoints
{
    private const string Company = "/api/companies/{companyId}/exports";
    private const string Runs = "/api/exports";

    public static void MapApi(this IEndpointRouteBuilder routes, ExportRequests requests)
    {
        Map(routes, HttpMethods.Post, Company, (context, aborted) =>
            requests.ExportCompanyAsync(CompanyId(context), Body(context), Key(context), aborted));
        Map(routes, HttpMethods.Get, Company + "/latest", (context, aborted) =>
            requests.GetLatestAsync(CompanyId(context), Query(context, "period"), aborted));
        Map(routes, HttpMethods.Post, Runs, (context, aborted) => requests.ExportAsync(Body(context), Key(context), aborted));
        Map(routes, HttpMethods.Get, Runs, (context, aborted) => requests.ListRunsAsync(Query(context, "limit"), aborted));
        Map(routes, HttpMethods.Get, Runs + "/{runId}", (context, aborted) => requests.GetRunAsync(RunId(context), aborted));
        Map(routes, HttpMethods.Post, Runs + "/{runId}/retry", (context, aborted) => requests.RetryRunAsync(RunId(context), aborted));
        Map(routes, HttpMethods.Get, "/api/health", (_, aborted) => requests.CheckHealthAsync(aborted));
        Map(routes, HttpMethods.Get, "/api/openapi.json", (_, _) => Task.FromResult(ExportRequests.DescribeApi()));
    }

    /// <summary>Gives the server's own refusals, such as an unknown path, the shape of all others.</summary>
    public static void UseProblemsForRefusals(this IApplicationBuilder app) => app.UseStatusCodePages(page =>
    {
        var status = page.HttpContext.Response.StatusCode;
        var (code, detail) = status switch
        {
            404 => (ProblemCodes.NotFound, "There is nothing under this path; GET /api/openapi.json describes the calls."),
            405 => (ProblemCodes.MethodNotAllowed, "This path does not take this method; GET /api/openapi.json describes the calls."),
            _ => (ProblemCodes.InvalidRequest, "The request cannot be served as it stands."),
        };
        return AnswerWriter.WriteAsync(page.HttpContext, ApiAnswer.Error(status, code, detail));
    });

    private static void Map(
        IEndpointRouteBuilder routes, string method, string path, Func<HttpContext, CancellationToken, Task<ApiAnswer>> call)
    {
        routes.MapMethods(path, [method], (RequestDelegate)(async context =>
            await AnswerWriter.WriteAsync(context, await call(context, context.RequestAborted))));
    }

    private static RequestBody Body(HttpContext context) => new(context.Request.Body, context.Request.ContentType);

    private static string? CompanyId(HttpContext context) => CompanyPath.IdOf(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);

    private static string RunId(HttpContext context) => (string)context.Request.RouteValues["runId"]!;

    private static string? Key(HttpContext context) => context.Request.Headers.TryGetValue("Idempotency-Key", out var key) ? key.ToString() : null;

    private static string? Query(HttpContext context, string name) => context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;
}
