using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Keepnet.Simulator;

/// <summary>Issues JWT-shaped tokens and remembers which are live.</summary>
internal sealed class TokenIssuer(SimulatorOptions options, TenantData data)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _expiries = new(StringComparer.Ordinal);

    public string Issue()
    {
        var now = options.TimeProvider.GetUtcNow();
        var token = $"{Part(new { alg = "RS256", typ = "at+jwt" })}.{Part(Claims(now))}.{Signature()}";
        _expiries[token] = now + options.TokenLifetime;
        return token;
    }

    public bool IsLive(string token) =>
        _expiries.TryGetValue(token, out var expiry) && options.TimeProvider.GetUtcNow() < expiry;

    private Dictionary<string, object> Claims(DateTimeOffset now) => options.TokensNameCompany
        ? new(CommonClaims(now)) { ["user_company_resourceid"] = data.Reseller.Id, ["user_company_name"] = data.Reseller.Name }
        : CommonClaims(now);

    private Dictionary<string, object> CommonClaims(DateTimeOffset now) => new()
    {
        ["iss"] = "https://simulator.example.test",
        ["iat"] = now.ToUnixTimeSeconds(),
        ["nbf"] = now.ToUnixTimeSeconds(),
        ["exp"] = (now + options.TokenLifetime).ToUnixTimeSeconds(),
        ["client_id"] = options.ClientId,
        ["scope"] = new[] { "api1" },
        ["role"] = options.Role,
        ["reseller_access"] = options.Role == "Reseller" ? "True" : "False",
        ["company_admin_access"] = "False",
        ["root_access"] = "False",
        ["user_company_parentcompany_resourceid"] = "",
        ["user_dateformat"] = new ApiDates(options.DateFormat).Claim,
        ["user_timeformat"] = "24h",
    };

    private static string Part(object content) => Base64Url(Encoding.UTF8.GetBytes(Json.Write(content)));

    private static string Signature() => Base64Url(RandomNumberGenerator.GetBytes(64));

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
