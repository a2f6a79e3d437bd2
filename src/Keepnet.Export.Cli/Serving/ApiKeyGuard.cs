using System.Security.Cryptography;
using System.Text;
using Keepnet.Export.Requests;
using Microsoft.AspNetCore.Http;

namespace Keepnet.Export.Cli.Serving;

/// <summary>
/// Lets only callers with the key in: as <c>x-api-key</c>, or as <c>Authorization: Bearer</c>. Nothing but the page, which holds
/// no data, is open: what is not known to be harmless needs the key, however its path is spelled.
/// </summary>
internal sealed class ApiKeyGuard(RequestDelegate next, string apiKey)
{
    private const string HeaderName = "x-api-key";
    private const string Bearer = "Bearer ";

    // Hashes are of equal length, so that comparing them tells nothing of the key, not even its length.
    private readonly byte[] _expected = Hash(apiKey);

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path == "/" || IsKnown(context.Request))
        {
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return AnswerWriter.WriteAsync(context, ApiAnswer.Error(
            401, ProblemCodes.Unauthorized, $"Send the API key as the header {HeaderName}, or as Authorization: Bearer."));
    }

    private bool IsKnown(HttpRequest request) =>
        Sent(request) is { } key && CryptographicOperations.FixedTimeEquals(Hash(key), _expected);

    private static string? Sent(HttpRequest request)
    {
        if (request.Headers.TryGetValue(HeaderName, out var key))
        {
            return key;
        }

        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : null;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
