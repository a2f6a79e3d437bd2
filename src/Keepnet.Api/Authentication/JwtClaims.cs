using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Keepnet.Api.Authentication;

/// <summary>The claims of a token, read without verifying; a token that cannot be read has none.</summary>
internal sealed class JwtClaims
{
    // The end of year 9999; what lies beyond is no instant.
    private const double LatestInstant = 253_402_300_799;

    private readonly Dictionary<string, JsonElement> _claims = new(StringComparer.OrdinalIgnoreCase);

    private JwtClaims()
    {
    }

    /// <summary>When the token was issued, by the issuer's clock; null when it does not say.</summary>
    public DateTimeOffset? IssuedAt => Instant("iat");

    /// <summary>When it expires, by the issuer's clock; null when it does not say.</summary>
    public DateTimeOffset? ExpiresAt => Instant("exp");

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
                    claims.Add(claim);
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
            return value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null ? null : value.ToString();
        }
        catch (InvalidOperationException)
        {
            // Half a character: no text that means anything here.
            return null;
        }
    }

    private void Add(JsonProperty claim)
    {
        try
        {
            _claims[claim.Name] = claim.Value.Clone();
        }
        catch (InvalidOperationException)
        {
            // A name with half a character is none that is read here; the other claims are.
        }
    }

    private string? Text(string claim) => _claims.TryGetValue(claim, out var value) && TextOf(value) is { } text && !string.IsNullOrWhiteSpace(text)
        ? text
        : null;

    private List<string> Texts(string claim) => _claims.TryGetValue(claim, out var value) && value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(TextOf).OfType<string>()]
        : Text(claim) is { } text ? [text] : [];

    private DateTimeOffset? Instant(string claim) =>
        Number(claim) is { } seconds && seconds >= 0 && seconds <= LatestInstant ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;

    private double? Number(string claim) =>
        double.TryParse(Text(claim), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
