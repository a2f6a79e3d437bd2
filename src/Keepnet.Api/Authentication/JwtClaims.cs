using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Keepnet.Api.Authentication;

/// <summary>The claims of a token, read without verifying; a token that cannot be read has none.</summary>
internal sealed class JwtClaims
{
    private readonly Dictionary<string, JsonElement> _claims = new(StringComparer.OrdinalIgnoreCase);

    private JwtClaims()
    {
    }

    /// <summary>Seconds from issue to expiry, by the issuer's own clock; null when the token does not say.</summary>
    public double? LifetimeSeconds => Number("exp") - Number("iat");

    public static JwtClaims Read(string token)
    {
        var claims = new JwtClaims();
        try
        {
            if (token.Split('.') is [_, var payload, ..])
            {
                using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
                foreach (var claim in document.RootElement.EnumerateObject())
                {
                    claims._claims[claim.Name] = claim.Value.Clone();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            // Claims only help to explain; a token without readable ones works just as well.
        }

        return claims;
    }

    public TokenIdentity ToIdentity(IReadOnlyList<string>? permissions) => new()
    {
        Roles = Texts("role"),
        ResellerAccess = bool.TryParse(Text("reseller_access"), out var access) ? access : null,
        OwnCompanyId = Text("user_company_resourceid"),
        OwnCompanyName = Text("user_company_name"),
        DateFormat = Text("user_dateformat"),
        TimeFormat = Text("user_timeformat"),
        Permissions = permissions,
    };

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a character: a claim that says nothing.
            return null;
        }
    }

    private string? Text(string claim) => _claims.TryGetValue(claim, out var value) && TextOf(value) is { } text && !string.IsNullOrWhiteSpace(text)
        ? text
        : null;

    private List<string> Texts(string claim) => _claims.TryGetValue(claim, out var value) && value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(TextOf).OfType<string>()]
        : Text(claim) is { } text ? [text] : [];

    private double? Number(string claim) =>
        double.TryParse(Text(claim), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
