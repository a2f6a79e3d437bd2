using Keepnet.Infra.Tests.Bicep;

namespace Keepnet.Infra.Tests.Template;

public sealed class NetworkTests
{
    [SkippableFact]
    public async Task A_small_installation_has_no_network_of_its_own()
    {
        var deployment = await Deployments.Small();

        Assert.DoesNotContain(deployment.Resources, resource => ((string)resource["type"]!).StartsWith("Microsoft.Network/", StringComparison.Ordinal));
        Assert.Equal("", (string)deployment.Outputs["OUTBOUND_ADDRESS"]!);
    }

    [SkippableFact]
    public async Task A_fixed_outbound_address_brings_no_private_endpoint()
    {
        var deployment = await Deployments.Filtered();

        Assert.Single(deployment.OfType("Microsoft.Network/natGateways"));
        Assert.Single(deployment.OfType("Microsoft.Network/publicIPAddresses"));
        Assert.Empty(deployment.OfType("Microsoft.Network/privateEndpoints"));
    }

    [SkippableFact]
    public async Task Private_endpoints_cover_every_store_the_app_talks_to()
    {
        var deployment = await Deployments.Large();

        var endpoints = deployment.OfType("Microsoft.Network/privateEndpoints")
            .Select(endpoint => ((string)endpoint["name"]!)["keepnet-export-large-".Length..])
            .Order(StringComparer.Ordinal);

        Assert.Equal(["exports", "host-blob", "host-table", "queue", "vault"], endpoints);
        Assert.Equal(4, deployment.OfType("Microsoft.Network/privateDnsZones").Count);
    }

    [SkippableFact]
    public async Task Private_endpoints_close_the_public_ones()
    {
        var deployment = await Deployments.Large();

        var closed = deployment.OfType("Microsoft.Storage/storageAccounts")
            .Concat(deployment.OfType("Microsoft.KeyVault/vaults"))
            .Concat(deployment.OfType("Microsoft.ServiceBus/namespaces"));

        Assert.All(closed, resource => Assert.Equal("Disabled", (string)resource["properties"]!["publicNetworkAccess"]!));
        Assert.Equal("Premium", (string)deployment.Single("Microsoft.ServiceBus/namespaces")["sku"]!["name"]!);
    }

    [SkippableFact]
    public async Task Private_endpoints_without_premium_are_refused_before_anything_is_created()
    {
        BicepCli.Require();
        var file = RepositoryFiles.PathOf("tests", "Keepnet.Infra.Tests", "Parameters", "contradictory.bicepparam");

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Deployment.PredictAsync(file));

        Assert.Contains("privateEndpoints needs serviceBusSku Premium", refusal.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Whatever_has_a_network_has_one_public_address_for_outgoing_calls()
    {
        var deployment = await Deployments.Large();

        Assert.Single(deployment.OfType("Microsoft.Network/natGateways"));
        Assert.NotEqual("", (string)deployment.Outputs["OUTBOUND_ADDRESS"]!);
    }

    [SkippableFact]
    public async Task The_app_joins_the_network_through_a_subnet_delegated_to_flex_consumption()
    {
        var deployment = await Deployments.Large();

        var subnet = deployment.Single("Microsoft.Network/virtualNetworks")["properties"]!["subnets"]![0]!["properties"]!;

        Assert.Equal("Microsoft.App/environments", (string)subnet["delegations"]![0]!["properties"]!["serviceName"]!);
        Assert.NotNull(deployment.Single("Microsoft.Web/sites")["properties"]!["virtualNetworkSubnetId"]);
    }
}
