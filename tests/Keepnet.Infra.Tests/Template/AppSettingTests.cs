using Keepnet.Infra.Tests.Bicep;

namespace Keepnet.Infra.Tests.Template;

public sealed class AppSettingTests
{
    // What the exporter reads, what the Functions host reads, what Azure.Identity and OpenTelemetry read.
    private static readonly string[] Always =
    [
        "Keepnet__BaseUrl", "Keepnet__KeyVaultUri", "Keepnet__ClientIdSecretName", "Keepnet__ClientSecretSecretName",
        "Export__Period", "Export__BlobContainerUri", "Export__MaxConcurrency", "Export__WidgetBatchSize",
        "Export__ReportDetails", "Export__Checks", "Export__Companies__SkipExpiredLicences", "Export__Privacy", "Export__StaleAfter",
        "ExportSchedule", "ExportQueue", "CloseStaleRunsSchedule",
        "ServiceBus__fullyQualifiedNamespace", "ServiceBus__credential", "ServiceBus__clientId",
        "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
        "AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentCalls",
        "AZURE_CLIENT_ID", "AZURE_TOKEN_CREDENTIALS",
        "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG",
    ];

    [SkippableFact]
    public async Task The_app_gets_the_settings_it_reads_and_no_other()
    {
        var deployment = await Deployments.Large();

        string[] expected = [.. Always, "Export__MaxCallsPerSecond", "WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED"];

        Assert.Equal(expected.Order(StringComparer.Ordinal), deployment.AppSettings().Keys.Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task What_is_not_asked_for_is_not_set_and_filters_are_numbered()
    {
        var deployment = await Deployments.Filtered();

        string[] expected =
        [
            .. Always, "Export__Companies__Include__0", "Export__Companies__Include__1",
            "Export__Companies__Exclude__0", "Export__Companies__Tags__0",
        ];

        Assert.Equal(expected.Order(StringComparer.Ordinal), deployment.AppSettings().Keys.Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task Filters_and_privacy_reach_the_app_as_given()
    {
        var settings = (await Deployments.Filtered()).AppSettings();

        Assert.Equal("Qm3vT8rLx2Zd", settings["Export__Companies__Include__0"]);
        Assert.Equal("Yc6hJ4nDg9Rf", settings["Export__Companies__Include__1"]);
        Assert.Equal("Bn7wE1yHs5Uk", settings["Export__Companies__Exclude__0"]);
        Assert.Equal("north", settings["Export__Companies__Tags__0"]);
        Assert.Equal("true", settings["Export__Companies__SkipExpiredLicences"], ignoreCase: true);
        Assert.Equal("pseudonymize", settings["Export__Privacy"]);
    }

    [SkippableFact]
    public async Task Connections_are_made_with_the_identity_of_the_app()
    {
        var settings = (await Deployments.Small()).AppSettings();

        Assert.Equal("managedidentity", settings["ServiceBus__credential"]);
        Assert.Equal("managedidentity", settings["AzureWebJobsStorage__credential"]);
        Assert.Contains("Authorization=AAD;ClientId=", settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"], StringComparison.Ordinal);
        Assert.Equal(settings["AZURE_CLIENT_ID"], settings["ServiceBus__clientId"]);
        Assert.Equal(settings["AZURE_CLIENT_ID"], settings["AzureWebJobsStorage__clientId"]);
    }

    [SkippableFact]
    public async Task Companies_at_once_are_the_same_number_for_the_queue_and_for_the_exporter()
    {
        var deployment = await Deployments.Large();

        var settings = deployment.AppSettings();

        Assert.Equal("8", settings["Export__MaxConcurrency"]);
        Assert.Equal("8", settings["AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentCalls"]);
    }

    [SkippableFact]
    public async Task The_app_runs_dotnet_10_on_flex_consumption_with_explicit_scale()
    {
        var deployment = await Deployments.Large();

        var configuration = deployment.Single("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!;

        Assert.Equal("FC1", (string)deployment.Single("Microsoft.Web/serverfarms")["sku"]!["name"]!);
        Assert.Equal("dotnet-isolated", (string)configuration["runtime"]!["name"]!);
        Assert.Equal("10.0", (string)configuration["runtime"]!["version"]!);
        Assert.Equal(4, (int)configuration["scaleAndConcurrency"]!["maximumInstanceCount"]!);
        Assert.Equal("function:ExportCompany", (string)Assert.Single(configuration["scaleAndConcurrency"]!["alwaysReady"]!.AsArray())!["name"]!);
        Assert.Equal("UserAssignedIdentity", (string)configuration["deployment"]!["storage"]!["authentication"]!["type"]!);
    }

    [SkippableFact]
    public async Task Sampling_is_a_fraction_of_one()
    {
        Assert.Equal("1.0", (await Deployments.Small()).AppSettings()["OTEL_TRACES_SAMPLER_ARG"]);
        Assert.Equal("0.05", (await Deployments.Filtered()).AppSettings()["OTEL_TRACES_SAMPLER_ARG"]);
    }

    [SkippableFact]
    public async Task The_deployment_guide_explains_every_setting()
    {
        var guide = RepositoryFiles.ReadText("docs", "deploy.md");

        var settings = (await Deployments.Large()).AppSettings().Keys.Union((await Deployments.Filtered()).AppSettings().Keys);

        Assert.All(settings, setting => Assert.Contains($"`{setting.Replace("__1", "__0", StringComparison.Ordinal)}`", guide, StringComparison.Ordinal));
    }
}
