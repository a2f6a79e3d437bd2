using Azure.Security.KeyVault.Secrets;

namespace Keepnet.Export.Vault;

/// <summary>One version of a secret. <see cref="ToString"/> never shows the value.</summary>
/// <param name="Value">The value, white space around it aside: files put into a vault often end in a line feed.</param>
/// <param name="CreatedOn">When the version was stored, to the second.</param>
internal sealed record VaultSecret(string Value, DateTimeOffset CreatedOn)
{
    public static VaultSecret Of(KeyVaultSecret secret) =>
        new(secret.Value.Trim(), secret.Properties.CreatedOn ?? DateTimeOffset.MinValue);

    public override string ToString() => $"secret of {CreatedOn:u}";
}
