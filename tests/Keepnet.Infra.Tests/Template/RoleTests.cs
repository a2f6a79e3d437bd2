using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Keepnet.Infra.Tests.Bicep;

namespace Keepnet.Infra.Tests.Template;

public sealed partial class RoleTests
{
    // Role definitions are the same in every tenant.
    private const string StorageBlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string StorageBlobDataContributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
    private const string StorageTableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
    private const string ServiceBusDataSender = "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39";
    private const string ServiceBusDataReceiver = "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0";
    private const string KeyVaultSecretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
    private const string MonitoringMetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";

    private static readonly (string Scope, string Role)[] Expected =
    [
        ("Microsoft.Insights/components/*", MonitoringMetricsPublisher),
        ("Microsoft.KeyVault/vaults/*", KeyVaultSecretsUser),
        ("Microsoft.ServiceBus/namespaces/*/queues/company-exports", ServiceBusDataReceiver),
        ("Microsoft.ServiceBus/namespaces/*/queues/company-exports", ServiceBusDataSender),
        ("Microsoft.Storage/storageAccounts/kxdata*/blobServices/default/containers/exports", StorageBlobDataContributor),
        ("Microsoft.Storage/storageAccounts/kxhost*", StorageTableDataContributor),
        ("Microsoft.Storage/storageAccounts/kxhost*", StorageBlobDataOwner),
    ];

    [SkippableFact]
    public async Task The_app_has_every_role_it_needs_and_no_other_in_a_small_installation() =>
        Assert.Equal(Expected, RolesOf(await Deployments.Small()));

    [SkippableFact]
    public async Task The_app_has_every_role_it_needs_and_no_other_in_a_large_installation() =>
        Assert.Equal(Expected, RolesOf(await Deployments.Large()));

    [SkippableFact]
    public async Task Every_role_goes_to_the_identity_of_the_app()
    {
        var deployment = await Deployments.Small();

        var assignments = deployment.OfType("Microsoft.Authorization/roleAssignments");

        Assert.All(assignments, assignment =>
        {
            Assert.Equal("ServicePrincipal", (string)assignment["properties"]!["principalType"]!);
            Assert.Contains("userAssignedIdentities/keepnet-export-small-id", (string)assignment["properties"]!["principalId"]!, StringComparison.Ordinal);
        });
    }

    private static (string Scope, string Role)[] RolesOf(Deployment deployment) =>
    [
        .. deployment.OfType("Microsoft.Authorization/roleAssignments")
            .Select(assignment => (ScopeOf(assignment), RoleOf(assignment)))
            .OrderBy(role => role.Item1, StringComparer.Ordinal)
            .ThenBy(role => role.Item2, StringComparer.Ordinal),
    ];

    private static string RoleOf(JsonNode assignment) =>
        ((string)assignment["properties"]!["roleDefinitionId"]!).Split('/')[^1];

    // The predicted id reads [extensionResourceId('<scope>', 'Microsoft.Authorization/roleAssignments', guid(…))].
    private static string ScopeOf(JsonNode assignment)
    {
        var scope = ScopeOfExtension().Match((string)assignment["id"]!).Groups["scope"].Value;

        return GeneratedName().Replace(scope, match => match.Groups["kind"].Value + "*");
    }

    [GeneratedRegex(@"^\[extensionResourceId\('/subscriptions/[^']*?/providers/(?<scope>[^']+)', 'Microsoft\.Authorization/roleAssignments'")]
    private static partial Regex ScopeOfExtension();

    [GeneratedRegex(@"(?<kind>/(components|vaults|namespaces)/|/storageAccounts/kx(data|host))[^/]+")]
    private static partial Regex GeneratedName();
}
