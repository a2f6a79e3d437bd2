using Keepnet.Api;
using Keepnet.Export.Settings;
using Keepnet.Export.Vault;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>Makes the filter of each export as the settings demand; a key in the vault is read once.</summary>
internal sealed class PrivacyFilterFactory(ExportOptions options, KeepnetApiOptions api, KeyVault? vault = null)
{
    private PrivacyKey? _key = PrivacyKey.TryParse(options.PrivacyKey, out var key) ? key : null;

    /// <exception cref="VaultException">The key cannot be read.</exception>
    public async ValueTask<PrivacyFilter> CreateAsync(CancellationToken cancellationToken)
    {
        if (options is { Privacy: PrivacyMode.Pseudonymize, PrivacyKeySecretName: { } name } && vault is not null)
        {
            // Two that come first at the same time read the same key.
            _key ??= await ReadKeyAsync(vault, new SecretName("Export:PrivacyKeySecretName", name), cancellationToken);
        }

        return new PrivacyFilter(options.Privacy, _key, api.SpoolDirectory);
    }

    // Strictly the newest version: an older key would quietly make other pseudonyms.
    private static async Task<PrivacyKey> ReadKeyAsync(KeyVault vault, SecretName name, CancellationToken cancellationToken)
    {
        var secret = await vault.ReadNewestAsync(name, cancellationToken);
        return PrivacyKey.TryParse(secret.Value, out var key)
            ? key
            : throw new VaultException(
                $"Secret '{name.Name}' in Key Vault {vault.Host} is shorter than {PrivacyKey.MinimumBytes} bytes, too short for a key of pseudonyms. Store a longer one.",
                isPassing: false);
    }
}
