using Keepnet.Export.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Keepnet.Export.Functions.Http;

/// <summary>Takes from a request what the core asks for.</summary>
internal static class HttpRequests
{
    public static RequestBody ExportBody(this HttpRequest request) => new(request.Body, request.ContentType);

    /// <summary>The <c>Idempotency-Key</c> header as sent; null when there is none.</summary>
    public static string? IdempotencyKey(this HttpRequest request) =>
        request.Headers.TryGetValue("Idempotency-Key", out var values) ? values.ToString() : null;

    /// <summary>A query value as sent; null when there is none.</summary>
    public static string? QueryValue(this HttpRequest request, string name) =>
        request.Query.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>The company of the path, decoded once.</summary>
    public static string? CompanyId(this HttpRequest request) =>
        CompanyPath.IdOf(request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);

    public static async Task<IResult> ToResultAsync(this Task<ApiAnswer> answer) => new AnswerResult(await answer);
}
