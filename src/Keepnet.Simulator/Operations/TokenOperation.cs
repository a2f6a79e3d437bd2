using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Keepnet.Simulator;

/// <summary>Client credentials for a bearer token; errors are OAuth's, not the API's.</summary>
internal sealed class TokenOperation(SimulatorOptions options, TokenIssuer issuer) : IOperation
{
    private static readonly string[] Permissions =
    [
        "companies/search|POST", "companies/my|GET", "executive-report/search|POST", "executive-report/metrics|GET",
        "executive-report/{resourceId}|GET", "executive-report/get-widget-datas|POST",
    ];

    public Operation Name => Operation.Token;

    public string Method => "POST";

    public string Route => "/connect/token";

    public Answer Answer(ApiCall call)
    {
        if (call.ContentType is not "application/x-www-form-urlencoded")
            return Error(500, "server_error");
        var form = QueryHelpers.ParseQuery(call.Body);
        return Refusal(form) is { } error ? Error(400, error) : Token();
    }

    private string? Refusal(Dictionary<string, StringValues> form)
    {
        string[] required = ["grant_type", "client_id", "client_secret", "scope"];
        if (required.Any(field => StringValues.IsNullOrEmpty(form.GetValueOrDefault(field))))
            return "invalid_request";
        if (form["client_id"] != options.ClientId || form["client_secret"] != options.ClientSecret)
            return "invalid_client";
        if (form["grant_type"] != "client_credentials")
            return "unsupported_grant_type";
        return form["scope"] == "api1" ? null : "invalid_scope";
    }

    private Answer Token() => Simulator.Answer.Json(200, new
    {
        access_token = issuer.Issue(),
        expires_in = (int)options.TokenLifetime.TotalSeconds,
        token_type = "Bearer",
        scope = "api1",
        permissions = Permissions,
    });

    private static Answer Error(int status, string error) =>
        Simulator.Answer.Json(status, new { error, error_description = "The token request was refused." });
}
