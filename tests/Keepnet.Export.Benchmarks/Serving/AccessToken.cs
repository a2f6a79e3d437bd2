using System.Buffers.Text;
using System.Text;
using Keepnet.Export.Benchmarks.Payloads;

namespace Keepnet.Export.Benchmarks.Serving;

/// <summary>The one token the tenant issues.</summary>
internal static class AccessToken
{
    public static byte[] Answer { get; } = Encoding.UTF8.GetBytes(
        $$"""{"access_token":"{{Jwt()}}","expires_in":86400,"token_type":"Bearer","scope":"api1"}""");

    private static string Jwt() => string.Join('.', Part("""{"alg":"RS256","typ":"at+jwt"}"""), Part(Claims()), "signature");

    private static string Claims() => $$"""
        {"client_id":"benchmark","scope":["api1"],"role":"Reseller","reseller_access":"True","exp":4102444800,
         "user_company_resourceid":"{{TenantBodies.ResellerId}}","user_company_name":"Fjord MSP","user_dateformat":"DD/MM/YYYY","user_timeformat":"24h"}
        """;

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
