using System.Reflection;
using System.Text.Json;
using Keepnet.Api.Authentication;
using Keepnet.Export.Settings;
using Microsoft.Extensions.Configuration;

namespace Keepnet.Export.Tests.Settings;

/// <summary>Whatever prints settings prints no secret.</summary>
public sealed class SecretSettingsTests
{
    private const string Secret = "s3cr3t-value-7F3A";

    private static readonly Type[] Types = [typeof(CredentialOptions), typeof(ExportOptions)];

    public static TheoryData<Type> OptionTypes => [.. Types];

    [Theory]
    [MemberData(nameof(OptionTypes))]
    public void A_dump_of_settings_shows_no_secret(Type type)
    {
        var options = Activator.CreateInstance(type)!;
        foreach (var property in SecretsOf(type))
        {
            property.SetValue(options, Secret);
        }

        Assert.NotEmpty(SecretsOf(type));
        Assert.DoesNotContain(Secret, JsonSerializer.Serialize(options, type), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_show_their_secret_neither_as_text_nor_as_json()
    {
        var credentials = new ClientCredentials("exporter-01", Secret);

        Assert.DoesNotContain(Secret, $"{credentials} {JsonSerializer.Serialize(credentials)}", StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_that_sounds_like_a_secret_is_marked_as_one()
    {
        var unmarked = from type in Types
                       from property in type.GetProperties()
                       where property.PropertyType == typeof(string) && !property.Name.EndsWith("SecretName", StringComparison.Ordinal)
                       where new[] { "Secret", "Key", "Password", "ConnectionString" }.Any(word => property.Name.EndsWith(word, StringComparison.Ordinal))
                       where !property.IsDefined(typeof(SecretAttribute))
                       select property.Name;

        Assert.Empty(unmarked);
    }

    [Theory]
    [InlineData("Export:BlobConnectionString", "AccountKey=" + Secret)]
    [InlineData("Export:PrivacyKey", "s3cr3t")]
    [InlineData("Keepnet:BaseUrl", "https://user:" + Secret + "@api.keepnetlabs.com")]
    [InlineData("Keepnet:BaseUrl", "https://api.keepnetlabs.com/?key=" + Secret)]
    [InlineData("Export:BlobContainerUri", "https://user:" + Secret + "@account.blob.core.windows.net/exports")]
    [InlineData("Export:BlobContainerUri", "https://account.blob.core.windows.net/exports?sv=1&sig=" + Secret)]
    [InlineData("Keepnet:KeyVaultUri", "https://user:" + Secret + "@vault.example.test")]
    [InlineData("Keepnet:KeyVaultUri", "https://vault.example.test/?code=" + Secret)]
    public void A_wrong_setting_is_named_without_the_secret_in_it(string key, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [key] = value,
            ["Export:BlobContainer"] = key == "Export:BlobConnectionString" ? "exports" : null,
            ["Export:Privacy"] = key == "Export:PrivacyKey" ? "pseudonymize" : null,
        }).Build();

        var exception = Assert.Throws<InvalidSettingsException>(() => ExportSettings.Read(configuration));

        Assert.Contains(key, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", exception.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<PropertyInfo> SecretsOf(Type type) =>
        type.GetProperties().Where(property => property.IsDefined(typeof(SecretAttribute)));
}
