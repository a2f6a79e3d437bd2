using System.Text.Json.Serialization;

namespace Keepnet.Export.Settings;

/// <summary>Where the client credentials are: in these settings, or in a vault, never both; section <c>Keepnet</c>.</summary>
public sealed class CredentialOptions
{
    public string? ClientId { get; set; }

    [Secret]
    [JsonIgnore]
    public string? ClientSecret { get; set; }

    public string? KeyVaultUri { get; set; }

    public string ClientIdSecretName { get; set; } = "keepnet-client-id";

    public string ClientSecretSecretName { get; set; } = "keepnet-client-secret";
}
