using Keepnet.Export.Settings;
using Microsoft.Extensions.Configuration;

namespace Keepnet.Export.Tests.Settings;

public sealed class VaultSettingsTests
{
    private const string Vault = "https://kx-vault.vault.azure.net";

    [Fact]
    public void A_vault_alone_is_enough_for_credentials()
    {
        var settings = Read(("Keepnet:KeyVaultUri", Vault + "/"));

        settings.RequireCredentials();

        Assert.Equal("keepnet-client-id", settings.Credentials.ClientIdSecretName);
        Assert.Equal("keepnet-client-secret", settings.Credentials.ClientSecretSecretName);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("kx-vault")]
    [InlineData("https://kx-vault.vault.azure.net/secrets/keepnet-client-id")]
    public void Anything_but_the_https_address_of_a_vault_is_refused(string uri)
    {
        var problem = Assert.Single(Problems(("Keepnet:KeyVaultUri", uri)));

        Assert.Equal($"Keepnet:KeyVaultUri is '{uri}'; allowed: the https address of a vault alone, such as https://my-vault.vault.azure.net", problem);
    }

    [Fact]
    public void What_is_secret_in_the_address_of_a_vault_is_not_repeated()
    {
        var problem = Assert.Single(Problems(("Keepnet:KeyVaultUri", "https://me:hunter2@kx-vault.vault.azure.net/?sig=hunter2")));

        Assert.StartsWith("Keepnet:KeyVaultUri is 'kx-vault.vault.azure.net/'", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Keepnet:ClientId")]
    [InlineData("Keepnet:ClientSecret")]
    public void Credentials_beside_a_vault_are_refused(string key)
    {
        var problem = Assert.Single(Problems(("Keepnet:KeyVaultUri", Vault), (key, "hunter2")));

        Assert.Equal("Keepnet:KeyVaultUri is set together with Keepnet:ClientId or Keepnet:ClientSecret; keep one of the two ways", problem);
    }

    [Theory]
    [InlineData("Keepnet:ClientIdSecretName")]
    [InlineData("Keepnet:ClientSecretSecretName")]
    [InlineData("Export:PrivacyKeySecretName")]
    public void A_name_that_no_secret_can_have_is_refused(string key)
    {
        var problem = Assert.Single(Problems(("Keepnet:KeyVaultUri", Vault), (key, "client_id")));

        Assert.Equal($"{key} is 'client_id'; allowed: the name of a secret, up to 127 letters, digits and hyphens", problem);
    }

    [Fact]
    public void Pseudonyms_can_have_their_key_in_the_vault()
    {
        var settings = Read(("Keepnet:KeyVaultUri", Vault), ("Export:Privacy", "pseudonymize"), ("Export:PrivacyKeySecretName", "privacy-key"));

        Assert.Equal("privacy-key", settings.Export.PrivacyKeySecretName);
    }

    [Fact]
    public void A_privacy_key_in_a_vault_needs_the_vault()
    {
        var problem = Assert.Single(Problems(("Export:Privacy", "pseudonymize"), ("Export:PrivacyKeySecretName", "privacy-key")));

        Assert.Contains("Keepnet:KeyVaultUri", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_privacy_key_is_set_in_one_way_only()
    {
        var problem = Assert.Single(Problems(
            ("Keepnet:KeyVaultUri", Vault), ("Export:PrivacyKeySecretName", "privacy-key"), ("Export:PrivacyKey", "sixteen characters")));

        Assert.Equal("Export:PrivacyKey and Export:PrivacyKeySecretName are both set; keep one of the two ways", problem);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("too short")]
    public void Pseudonyms_without_a_good_key_are_refused(string? key)
    {
        var problem = Assert.Single(Problems(("Export:Privacy", "pseudonymize"), ("Export:PrivacyKey", key)));

        Assert.StartsWith("Export:PrivacyKey is missing or shorter than 16 characters", problem, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Problems(params (string Key, string? Value)[] settings) =>
        Assert.Throws<InvalidSettingsException>(() => Read(settings)).Problems;

    private static ExportSettings Read(params (string Key, string? Value)[] settings) => ExportSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => pair.Value)).Build());
}
