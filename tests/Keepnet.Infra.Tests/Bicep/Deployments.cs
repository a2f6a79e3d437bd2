namespace Keepnet.Infra.Tests.Bicep;

/// <summary>The predicted deployments, each worked out once for all tests.</summary>
internal static class Deployments
{
    private static readonly Lazy<Task<Deployment>> SmallOnce = Once("infra", "main.small.bicepparam");
    private static readonly Lazy<Task<Deployment>> LargeOnce = Once("infra", "main.large.bicepparam");
    private static readonly Lazy<Task<Deployment>> FilteredOnce =
        Once("tests", "Keepnet.Infra.Tests", "Parameters", "filtered.bicepparam");

    /// <summary>One instance, no network of its own.</summary>
    public static Task<Deployment> Small() => Required(SmallOnce);

    /// <summary>Several instances behind private endpoints.</summary>
    public static Task<Deployment> Large() => Required(LargeOnce);

    /// <summary>Every filter and every alert receiver given.</summary>
    public static Task<Deployment> Filtered() => Required(FilteredOnce);

    private static Task<Deployment> Required(Lazy<Task<Deployment>> deployment)
    {
        BicepCli.Require();
        return deployment.Value;
    }

    private static Lazy<Task<Deployment>> Once(params string[] path) =>
        new(() => Deployment.PredictAsync(RepositoryFiles.PathOf(path)));
}
