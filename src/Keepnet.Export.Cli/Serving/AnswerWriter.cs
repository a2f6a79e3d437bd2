using Keepnet.Export.Requests;
using Microsoft.AspNetCore.Http;

namespace Keepnet.Export.Cli.Serving;

/// <summary>Copies answers to the wire.</summary>
internal static class AnswerWriter
{
    public static async Task WriteAsync(HttpContext context, ApiAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}
