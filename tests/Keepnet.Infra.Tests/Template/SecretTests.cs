using Keepnet.Infra.Tests.Bicep;

namespace Keepnet.Infra.Tests.Template;

public sealed class SecretTests
{
    [SkippableFact]
    public async Task Nothing_asks_azure_for_a_key()
    {
        var result = await BicepCli.RunAsync("build", RepositoryFiles.PathOf("infra", "main.bicep"), "--stdout");

        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotMatch(@"(?i)\blist[a-z]*keys\b|\blistSecrets\b|\blistAccountSas\b|\blistServiceSas\b", result.Output);
    }

    [SkippableFact]
    public async Task Nothing_carries_a_key_or_a_signature()
    {
        foreach (var deployment in new[] { await Deployments.Small(), await Deployments.Large(), await Deployments.Filtered() })
            Assert.DoesNotMatch("(?i)AccountKey=|SharedAccessKey|SharedAccessSignature|sig=|Password=", deployment.Text);
    }

    [SkippableFact]
    public async Task Outputs_hold_names_and_addresses_only()
    {
        var deployment = await Deployments.Large();

        var names = deployment.Outputs.Select(output => output.Key).Order(StringComparer.Ordinal);

        Assert.Equal(
            ["API_BASE_URL", "APPLICATION_INSIGHTS_NAME", "EXPORT_CONTAINER_URI", "EXPORT_QUEUE", "EXPORT_STORAGE_NAME",
             "FUNCTION_APP_NAME", "KEY_VAULT_NAME", "OUTBOUND_ADDRESS", "SERVICE_BUS_NAMESPACE"],
            names);
        Assert.DoesNotMatch("(?i)ConnectionString|InstrumentationKey|list[a-z]*keys", deployment.Outputs.ToJsonString());
    }

    [SkippableFact]
    public async Task Storage_accounts_take_no_shared_key_no_anonymous_reader_and_no_old_tls()
    {
        var deployment = await Deployments.Small();

        var accounts = deployment.OfType("Microsoft.Storage/storageAccounts");

        Assert.Equal(2, accounts.Count);
        Assert.All(accounts, account =>
        {
            var properties = account["properties"]!;
            Assert.False((bool)properties["allowSharedKeyAccess"]!);
            Assert.False((bool)properties["allowBlobPublicAccess"]!);
            Assert.True((bool)properties["supportsHttpsTrafficOnly"]!);
            Assert.Equal("TLS1_2", (string)properties["minimumTlsVersion"]!);
        });
    }

    [SkippableFact]
    public async Task Containers_are_private()
    {
        var deployment = await Deployments.Small();

        var containers = deployment.OfType("Microsoft.Storage/storageAccounts/blobServices/containers");

        Assert.Equal(["deployments", "exports"], containers.Select(container => ((string)container["name"]!).Split('/')[^1]));
        Assert.All(containers, container => Assert.Equal("None", (string)container["properties"]!["publicAccess"]!));
    }

    [SkippableFact]
    public async Task Service_bus_and_telemetry_take_entra_identities_only()
    {
        var deployment = await Deployments.Small();

        var serviceBus = deployment.Single("Microsoft.ServiceBus/namespaces")["properties"]!;
        Assert.True((bool)serviceBus["disableLocalAuth"]!);
        Assert.Equal("1.2", (string)serviceBus["minimumTlsVersion"]!);
        Assert.True((bool)deployment.Single("Microsoft.Insights/components")["properties"]!["DisableLocalAuth"]!);
        Assert.True((bool)deployment.Single("Microsoft.OperationalInsights/workspaces")["properties"]!["features"]!["disableLocalAuth"]!);
    }

    [SkippableFact]
    public async Task The_vault_uses_roles_and_cannot_be_purged()
    {
        var deployment = await Deployments.Small();

        var vault = deployment.Single("Microsoft.KeyVault/vaults")["properties"]!;

        Assert.True((bool)vault["enableRbacAuthorization"]!);
        Assert.True((bool)vault["enablePurgeProtection"]!);
        Assert.True((bool)vault["enableSoftDelete"]!);
        Assert.Null(vault["accessPolicies"]);
    }

    [SkippableFact]
    public async Task The_app_takes_https_only_and_no_deployment_password()
    {
        var deployment = await Deployments.Small();

        var properties = deployment.Single("Microsoft.Web/sites")["properties"]!;

        Assert.True((bool)properties["httpsOnly"]!);
        Assert.Equal("1.2", (string)properties["siteConfig"]!["minTlsVersion"]!);
        Assert.Equal("Disabled", (string)properties["siteConfig"]!["ftpsState"]!);
        Assert.Equal(2, deployment.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies")
            .Count(policy => !(bool)policy["properties"]!["allow"]!));
    }
}
