using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Keepnet.Export.Cli.Serving;

/// <summary>The page that shows the runs. It holds no data: its script asks the API, with the key of whoever looks at it.</summary>
internal static partial class RunPage
{
    public static void MapPage(this IEndpointRouteBuilder routes)
    {
        var page = Read();
        var content = Encoding.UTF8.GetBytes(page);
        var policy = Policy(page);
        routes.MapGet("/", (RequestDelegate)(async context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.ContentSecurityPolicy = policy;
            await context.Response.Body.WriteAsync(content, context.RequestAborted);
        }));
    }

    // Only the page's very own script and style may run.
    private static string Policy(string page) =>
        $"default-src 'none'; script-src {Source(Script(), page)}; style-src {Source(Style(), page)}; "
        + "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static string Source(Regex element, string page)
    {
        var text = Encoding.UTF8.GetBytes(element.Match(page).Groups[1].Value);
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(text))}'";
    }

    private static string Read()
    {
        using var resource = typeof(RunPage).Assembly.GetManifestResourceStream("page.html")
            ?? throw new InvalidOperationException("The resource page.html is missing.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("<script>(.*)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
