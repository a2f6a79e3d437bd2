using System.Text.Json.Nodes;
using Keepnet.Infra.Tests.Bicep;

namespace Keepnet.Infra.Tests.Settings;

public sealed class LocalSettingsTests
{
    private static readonly JsonNode Example = RepositoryFiles.ReadJson("local.settings.json.example");

    private static JsonObject Active => Example["Values"]!.AsObject();

    private static JsonObject Inactive => Example["Alternatives"]!.AsObject();

    [Fact]
    public void Every_setting_of_the_exporter_is_there_once()
    {
        string[] expected =
        [
            "Keepnet__BaseUrl", "Keepnet__ClientId", "Keepnet__ClientSecret", "Keepnet__KeyVaultUri",
            "Keepnet__ClientIdSecretName", "Keepnet__ClientSecretSecretName", "Export__Period", "Export__Directory",
            "Export__BlobContainerUri", "Export__BlobConnectionString", "Export__BlobContainer", "Export__MaxConcurrency",
            "Export__MaxCallsPerSecond", "Export__WidgetBatchSize", "Export__ReportDetails", "Export__Checks",
            "Export__Companies__Include__0", "Export__Companies__Exclude__0", "Export__Companies__Tags__0", "Export__Companies__SkipExpiredLicences",
            "Export__Privacy", "Export__Schedule", "Export__StaleAfter",
        ];

        var present = Active.Concat(Inactive).Select(setting => setting.Key)
            .Where(key => key.StartsWith("Keepnet__", StringComparison.Ordinal) || key.StartsWith("Export__", StringComparison.Ordinal));

        Assert.Equal(expected.Order(StringComparer.Ordinal), present.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_example_names_exactly_one_store_and_one_source_of_credentials()
    {
        Assert.Equal(1, Count("Export__Directory", "Export__BlobContainerUri", "Export__BlobConnectionString"));
        Assert.Equal(1, Count("Keepnet__ClientSecret", "Keepnet__KeyVaultUri"));
    }

    [Fact]
    public void The_example_holds_no_secret_and_asks_azure_with_the_developers_own_identity()
    {
        Assert.DoesNotMatch("(?i)AccountKey=|SharedAccessKey|sig=", Example.ToJsonString());
        Assert.True(Active.ContainsKey("ServiceBus__fullyQualifiedNamespace"));
        Assert.Equal("dev", (string)Active["AZURE_TOKEN_CREDENTIALS"]!);
    }

    [Fact]
    public void A_laptop_does_not_run_the_nightly_export() =>
        Assert.Equal("true", (string)Active["AzureWebJobs.ScheduledExport.Disabled"]!);

    [Fact]
    public void Every_value_is_text() =>
        Assert.All(Active.Concat(Inactive), setting => Assert.Equal(System.Text.Json.JsonValueKind.String, setting.Value!.GetValueKind()));

    [SkippableFact]
    public async Task What_azure_sets_for_the_exporter_can_be_set_locally_too()
    {
        var local = Active.Concat(Inactive).Select(setting => setting.Key).ToHashSet(StringComparer.Ordinal);

        var deployed = (await Deployments.Large()).AppSettings().Keys
            .Where(key => key.StartsWith("Keepnet", StringComparison.Ordinal) || key.StartsWith("Export", StringComparison.Ordinal));

        Assert.All(deployed, key => Assert.Contains(key, local));
    }

    [Fact]
    public void The_deployment_guide_explains_every_setting()
    {
        var guide = RepositoryFiles.ReadText("docs", "deploy.md");

        Assert.All(Active.Concat(Inactive), setting => Assert.Contains($"`{setting.Key}`", guide, StringComparison.Ordinal));
    }

    private static int Count(params string[] keys) => keys.Count(Active.ContainsKey);
}
