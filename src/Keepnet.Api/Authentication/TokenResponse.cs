using System.Globalization;
using System.Text.Json;

namespace Keepnet.Api.Authentication;

/// <summary>A successful answer of the token endpoint.</summary>
/// <param name="AccessToken">The token itself; a secret.</param>
/// <param name="ExpiresIn">Its lifetime in seconds; null when not told.</param>
/// <param name="Permissions">Granted operations; null when not told.</param>
internal sealed record TokenResponse(string AccessToken, double? ExpiresIn, IReadOnlyList<string>? Permissions)
{
    public override string ToString() => "token response";

    /// <returns>Null when the text is no JSON or holds no token that a header may carry.</returns>
    public static TokenResponse? Read(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static TokenResponse? Read(JsonElement root) =>
        root.TryGetProperty("access_token", out var token) && token.ValueKind == JsonValueKind.String
        && token.GetString() is { Length: > 0 } text && text.All(sign => sign is > ' ' and <= '~')
            ? new TokenResponse(text, Seconds(root), ReadPermissions(root))
            : null;

    private static double? Seconds(JsonElement root) =>
        root.TryGetProperty("expires_in", out var value)
        && double.TryParse(value.GetRawText().Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;

    private static string[]? ReadPermissions(JsonElement root) =>
        root.TryGetProperty("permissions", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(TextOf).OfType<string>()]
            : null;

    private static string? TextOf(JsonElement entry)
    {
        try
        {
            return entry.ValueKind == JsonValueKind.String ? entry.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character: no permission that is looked for.
            return null;
        }
    }
}
