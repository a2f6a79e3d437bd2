using Keepnet.Export.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Keepnet.Export.Cli.Serving;

/// <summary>
/// Refuses paths with <c>.</c> and <c>..</c> in them. The server would resolve them before it routes: asking for the company
/// <c>..</c> would be asking for all companies.
/// </summary>
internal sealed class PathGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2)[0];
        return path.Split('/').Any(segment => Uri.UnescapeDataString(segment) is "." or "..")
            ? AnswerWriter.WriteAsync(context, ApiAnswer.Error(400, ProblemCodes.InvalidRequest, "A path must not contain the segments . and .."))
            : next(context);
    }
}
