using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

namespace Keepnet.Export.Vault;

/// <summary>Says what a failed read of a secret means and how to mend it.</summary>
internal sealed class VaultFailures(string host)
{
    private const string Role = "Give this process's identity the role Key Vault Secrets User on the vault; a new role takes a few minutes to arrive.";

    public static bool IsDisabled(RequestFailedException exception) =>
        exception.Status == 403 && InnerCode(exception).Equals("SecretDisabled", StringComparison.OrdinalIgnoreCase);

    public VaultException Of(Exception exception, SecretName secret) => exception switch
    {
        AuthenticationFailedException => Final(
            $"Cannot sign in to Azure to read secret '{secret.Name}' from Key Vault {host}. On Azure give the app a managed identity and put its "
            + "client id into AZURE_CLIENT_ID; at your desk sign in with 'az login'.", exception),
        RequestFailedException { Status: > 0 } answered => OfAnswer(answered, secret),
        RequestFailedException or AggregateException or OperationCanceledException or HttpRequestException or IOException => new VaultException(
            $"Key Vault {host} cannot be reached, so secret '{secret.Name}' cannot be read. Check Keepnet:KeyVaultUri, the name's DNS and "
            + "the network (private endpoint, proxy), or try again later.", isPassing: true, exception),
        _ => Final(
            $"{host} does not answer like a Key Vault, so secret '{secret.Name}' cannot be read. Check Keepnet:KeyVaultUri and proxies on the way.", exception),
    };

    /// <summary>A version that is there but must not be used.</summary>
    /// <param name="secret">Which secret.</param>
    /// <param name="objection">What is wrong with it, for example <c>is disabled</c>.</param>
    public VaultException OfUnusable(SecretName secret, string objection) => Final(
        $"Secret '{secret.Name}' in Key Vault {host} {objection}. Store a new version of it, or mend this one.", null);

    /// <summary>Why a version must not be used; null when it may be.</summary>
    /// <param name="properties">The version; null for one that the vault itself withholds as disabled.</param>
    /// <param name="now">The time.</param>
    public static string? ObjectionTo(SecretProperties? properties, DateTimeOffset now) => properties switch
    {
        null or { Enabled: false } => "is disabled",
        { ExpiresOn: { } end } when end <= now => string.Create(CultureInfo.InvariantCulture, $"expired on {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC"),
        { NotBefore: { } start } when start > now => string.Create(
            CultureInfo.InvariantCulture, $"is not valid before {start.UtcDateTime:yyyy-MM-dd HH:mm} UTC"),
        _ => null,
    };

    private VaultException OfAnswer(RequestFailedException exception, SecretName secret) => exception.Status switch
    {
        404 => Final(
            $"Key Vault {host} has no secret '{secret.Name}'. Store it under this name, or put the right name into {secret.Setting}.", exception),
        401 => Final(
            $"Key Vault {host} does not accept this process's Azure sign-in for secret '{secret.Name}'. Sign in to the vault's own tenant.", exception),
        403 when InnerCode(exception) is "ForbiddenByFirewall" or "ForbiddenByConnection" => Final(
            $"The firewall of Key Vault {host} keeps this process from secret '{secret.Name}'. Allow its address, or use the vault's private endpoint.", exception),
        403 => Final($"Key Vault {host} denies access to secret '{secret.Name}'. {Role}", exception),
        429 or >= 500 => new VaultException(
            $"Key Vault {host} is busy or down (HTTP {exception.Status}), so secret '{secret.Name}' cannot be read. Try again later.", isPassing: true, exception),
        _ => Final(
            $"Key Vault {host} answered HTTP {exception.Status} for secret '{secret.Name}'. Check Keepnet:KeyVaultUri and {secret.Setting}.", exception),
    };

    private static VaultException Final(string message, Exception? cause) => new(message, isPassing: false, cause);

    // {"error":{"code":"Forbidden","message":"…","innererror":{"code":"SecretDisabled"}}}: only the inner code tells causes apart.
    private static string InnerCode(RequestFailedException exception)
    {
        try
        {
            var inner = exception.GetRawResponse()?.Content.ToObjectFromJson<VaultError>(VaultError.Json)?.Error?.InnerError;
            return inner?.Code ?? string.Empty;
        }
        catch (JsonException)
        {
            return string.Empty;
        }
    }

    private sealed record VaultError(VaultError.Detail? Error)
    {
        public static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

        public sealed record Detail(string? Code, Detail? InnerError);
    }
}
