using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Keepnet.Export.Requests;

namespace Keepnet.Export.Cli.Tests.Serving;

/// <summary>Lets no answer pass that the OpenAPI description does not announce, whatever test it belongs to.</summary>
internal sealed class DescribedAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    public static JsonElement Paths { get; } = JsonDocument.Parse(ExportRequests.DescribeApi().Body).RootElement.GetProperty("paths");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (FindResponses(request) is { } responses)
        {
            var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
            Assert.True(responses.TryGetProperty(status, out _), $"{request.Method} {request.RequestUri} answers {status}, which is not described.");
        }

        return answer;
    }

    // Null for a path or a method that is none of ours.
    private static JsonElement? FindResponses(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath;
        var known = Paths.EnumerateObject().FirstOrDefault(candidate => Regex.IsMatch(path, "^" + Regex.Replace(candidate.Name, "{[^}]+}", "[^/]+") + "$"));
        return known.Value.ValueKind == JsonValueKind.Object && known.Value.TryGetProperty(request.Method.Method.ToLowerInvariant(), out var operation)
            ? operation.GetProperty("responses")
            : null;
    }
}
