using System.Text.RegularExpressions;
using Keepnet.Export.Exporting.Privacy;

namespace Keepnet.Export.Settings;

/// <summary>What must hold for the settings that name a vault and its secrets.</summary>
internal static partial class VaultRules
{
    public static IEnumerable<string> Problems(CredentialOptions credentials, ExportOptions export) =>
        VaultProblems(credentials).Concat(NameProblems(credentials, export)).Concat(KeyProblems(credentials, export)).OfType<string>();

    private static IEnumerable<string> VaultProblems(CredentialOptions options)
    {
        if (options.KeyVaultUri is not { } vault)
        {
            yield break;
        }

        if (options.ClientId is not null || options.ClientSecret is not null)
        {
            yield return "Keepnet:KeyVaultUri is set together with Keepnet:ClientId or Keepnet:ClientSecret; keep one of the two ways";
        }
        else if (!(Uri.TryCreate(vault, UriKind.Absolute, out var uri) && uri is { UserInfo: "", PathAndQuery: "/", Fragment: "" } && uri.Scheme == Uri.UriSchemeHttps))
        {
            // Neither a password nor a signature in it is repeated.
            var shown = vault.Split('?')[0].Split('@')[^1];
            yield return $"Keepnet:KeyVaultUri is '{shown}'; allowed: the https address of a vault alone, such as https://my-vault.vault.azure.net";
        }
    }

    private static IEnumerable<string?> NameProblems(CredentialOptions credentials, ExportOptions export) =>
    [
        NameProblem("Keepnet:ClientIdSecretName", credentials.ClientIdSecretName),
        NameProblem("Keepnet:ClientSecretSecretName", credentials.ClientSecretSecretName),
        export.PrivacyKeySecretName is { } name ? NameProblem("Export:PrivacyKeySecretName", name) : null,
    ];

    private static string? NameProblem(string key, string name) =>
        Name().IsMatch(name) ? null : $"{key} is '{name}'; allowed: the name of a secret, up to 127 letters, digits and hyphens";

    private static IEnumerable<string> KeyProblems(CredentialOptions credentials, ExportOptions export)
    {
        if (export is { PrivacyKey: not null, PrivacyKeySecretName: not null })
        {
            yield return "Export:PrivacyKey and Export:PrivacyKeySecretName are both set; keep one of the two ways";
        }
        else if (export.PrivacyKeySecretName is not null && credentials.KeyVaultUri is null)
        {
            yield return "Export:PrivacyKeySecretName names a secret, but Keepnet:KeyVaultUri, the vault that holds it, is not set";
        }
        else if (export is { Privacy: PrivacyMode.Pseudonymize, PrivacyKeySecretName: null } && !PrivacyKey.TryParse(export.PrivacyKey, out _))
        {
            yield return "Export:PrivacyKey is missing or shorter than 16 characters; Export:Privacy pseudonymize needs a key that stays the same from run to run (or Export:PrivacyKeySecretName, its name in the vault)";
        }
    }

    [GeneratedRegex(@"\A[0-9A-Za-z-]{1,127}\z")]
    private static partial Regex Name();
}
