using Keepnet.Infra.Tests.Bicep;

namespace Keepnet.Infra.Tests.Template;

public sealed class StorageTests
{
    [SkippableFact]
    public async Task Exports_stay_for_good_unless_an_age_is_given()
    {
        var rules = await LifecycleRules(Deployments.Small());

        Assert.Equal(["staging-leftovers"], rules.Keys);
    }

    [SkippableFact]
    public async Task An_age_deletes_old_runs_and_exports()
    {
        var rules = await LifecycleRules(Deployments.Filtered());

        Assert.Equal(["staging-leftovers", "old-runs"], rules.Keys);
        Assert.Equal(365, rules["old-runs"]);
    }

    [SkippableFact]
    public async Task Deleted_blobs_can_be_brought_back()
    {
        var deployment = await Deployments.Small();

        var service = deployment.OfType("Microsoft.Storage/storageAccounts/blobServices")
            .Single(blobs => ((string)blobs["name"]!).StartsWith("kxdata", StringComparison.Ordinal));

        Assert.Equal(7, (int)service["properties"]!["deleteRetentionPolicy"]!["days"]!);
        Assert.True((bool)service["properties"]!["containerDeleteRetentionPolicy"]!["enabled"]!);
    }

    private static async Task<Dictionary<string, int>> LifecycleRules(Task<Deployment> deployment) =>
        (await deployment).Single("Microsoft.Storage/storageAccounts/managementPolicies")["properties"]!["policy"]!["rules"]!.AsArray()
            .ToDictionary(
                rule => (string)rule!["name"]!,
                rule => (int)rule!["definition"]!["actions"]!["baseBlob"]!["delete"]!["daysAfterModificationGreaterThan"]!);
}
