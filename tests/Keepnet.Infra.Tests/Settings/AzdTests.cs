namespace Keepnet.Infra.Tests.Settings;

public sealed class AzdTests
{
    [Fact]
    public void Azd_deploys_the_function_project_as_the_service_the_app_is_tagged_with()
    {
        var azd = RepositoryFiles.ReadText("azure.yaml");
        var template = RepositoryFiles.ReadText("infra", "modules", "function-app.bicep");

        Assert.Contains("  exporter:\n    project: src/Keepnet.Export.Functions\n", azd, StringComparison.Ordinal);
        Assert.Contains("'azd-service-name': 'exporter'", template, StringComparison.Ordinal);
    }
}
