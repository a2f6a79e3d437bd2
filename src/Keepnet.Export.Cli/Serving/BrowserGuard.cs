using Keepnet.Export.Requests;
using Microsoft.AspNetCore.Http;

namespace Keepnet.Export.Cli.Serving;

/// <summary>
/// Stands in for the API key on loopback: browsers of this machine can reach it on behalf of any web site. A foreign name in
/// <c>Host</c> is a site whose name was pointed here (DNS rebinding); a foreign <c>Origin</c> is a site that sends a form.
/// </summary>
internal sealed class BrowserGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!LoopbackName.IsLoopback(request.Host.Host))
        {
            return Refuse(context, "The Host header must name this machine: localhost, 127.0.0.1 or [::1].");
        }

        return request.Headers.Origin is [{ } origin, ..] && origin != $"{request.Scheme}://{request.Host}"
            ? Refuse(context, "Requests from other web sites are refused.")
            : next(context);
    }

    private static Task Refuse(HttpContext context, string detail) =>
        AnswerWriter.WriteAsync(context, ApiAnswer.Error(403, ProblemCodes.Forbidden, detail));
}
