using Keepnet.Export.Requests;
using Microsoft.AspNetCore.Http;

namespace Keepnet.Export.Functions.Http;

/// <summary>Copies an answer to the wire as it is.</summary>
internal sealed class AnswerResult(ApiAnswer answer) : IResult
{
    public ApiAnswer Answer => answer;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        response.Headers.CacheControl = "no-store";
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
    }
}
