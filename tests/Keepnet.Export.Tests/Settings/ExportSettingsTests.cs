using Keepnet.Export.Settings;
using Microsoft.Extensions.Configuration;

namespace Keepnet.Export.Tests.Settings;

public sealed class ExportSettingsTests
{
    [Theory]
    [InlineData("Keepnet:BaseUrl", "http://example.test", "https")]
    [InlineData("Keepnet:BaseUrl", "nonsense", "https")]
    [InlineData("Keepnet:KeyVaultUri", "http://vault.example.test", "https")]
    [InlineData("Keepnet:MaxRetries", "-1", "0 to 20")]
    [InlineData("Keepnet:RequestTimeout", "soon", "duration")]
    [InlineData("Keepnet:DateFormat", "dd.mm", "DD, MM and YYYY")]
    [InlineData("Export:Period", "LastWeek", "Last3Months")]
    [InlineData("Export:Period", "2026-02-01_2026-01-01", "yyyy-MM-dd_yyyy-MM-dd")]
    [InlineData("Export:MaxConcurrency", "0", "1 to 256")]
    [InlineData("Export:MaxConcurrency", "four", "whole number")]
    [InlineData("Export:MaxCallsPerSecond", "0", "0.01 to 10000")]
    [InlineData("Export:MaxCallsPerSecond", "NaN", "0.01 to 10000")]
    [InlineData("Export:WidgetBatchSize", "21", "1 to 20")]
    [InlineData("Export:ReportDetails", "maybe", "true or false")]
    [InlineData("Export:Privacy", "hide", "keep, pseudonymize, drop")]
    [InlineData("Export:Privacy", "1", "keep, pseudonymize, drop")]
    [InlineData("Export:Schedule", "* * *", "six fields")]
    [InlineData("Export:BlobContainerUri", "https://account.blob.core.windows.net", "container")]
    [InlineData("Export:BlobContainerUri", "https://account.blob.core.windows.net/exports/folder", "container")]
    [InlineData("Export:Companies:SkipExpiredLicences", "yes", "true or false")]
    public void Says_in_one_line_which_setting_is_wrong_and_what_is_allowed(string key, string value, string allowed)
    {
        var problem = Assert.Single(ProblemsOf((key, value)));

        Assert.StartsWith(key + " ", problem, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", problem, StringComparison.Ordinal);
        Assert.Contains(allowed, problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
    }

    [Theory]
    [InlineData("Export:Concurrency", "Export:MaxConcurrency")]
    [InlineData("Export:Companies:Includes", "Export:Companies:Include")]
    [InlineData("Keepnet:ClientSecrets", "Keepnet:ClientSecret")]
    [InlineData("Export:Period:0", "Export:Period")]
    public void Knows_what_was_meant_by_a_key_that_does_not_exist(string key, string meant)
    {
        var problem = Assert.Single(ProblemsOf((key, "hush-7F3A")));

        Assert.StartsWith($"{key} is not a setting; did you mean {meant}?", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-7F3A", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Export:Directory", "a", "Export:BlobContainerUri", "https://account.blob.core.windows.net/c", "more than one store")]
    [InlineData("Export:BlobConnectionString", "UseDevelopmentStorage=true", "Export:MaxConcurrency", "4", "Export:BlobContainer")]
    [InlineData("Keepnet:KeyVaultUri", "https://v.vault.azure.net", "Keepnet:ClientId", "x", "keep one")]
    [InlineData("Keepnet:ClientId", "x", "Export:MaxConcurrency", "4", "Keepnet:ClientSecret is missing")]
    [InlineData("Keepnet:ClientSecret", "hush-7F3A", "Export:MaxConcurrency", "4", "Keepnet:ClientId is missing")]
    [InlineData("Export:Privacy", "pseudonymize", "Export:PrivacyKey", "hush-7F3A", "Export:PrivacyKey is missing or shorter")]
    public void Refuses_settings_that_contradict_each_other(string key, string value, string otherKey, string otherValue, string said)
    {
        var problem = Assert.Single(ProblemsOf((key, value), (otherKey, otherValue)));

        Assert.Contains(said, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-7F3A", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Never_shows_a_connection_string_that_is_not_one()
    {
        var problem = Assert.Single(ProblemsOf(("Export:BlobConnectionString", "AccountKey:hush-7F3A"), ("Export:BlobContainer", "exports")));

        Assert.StartsWith("Export:BlobConnectionString ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-7F3A", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_every_wrong_setting_at_once() =>
        Assert.Equal(3, ProblemsOf(("Export:Period", "x"), ("Export:MaxConcurrency", "x"), ("Export:Colour", "x")).Count);

    [Fact]
    public void Has_the_documented_defaults()
    {
        var settings = Read();

        Assert.Equal(
            ("https://api.keepnetlabs.com", "Last3Months", "./exports", 4, null, 10, true, "0 0 2 * * *"),
            (settings.Api.BaseUrl, settings.Export.Period, settings.Export.Directory, settings.Export.MaxConcurrency,
                settings.Export.MaxCallsPerSecond, settings.Export.WidgetBatchSize, settings.Export.ReportDetails, settings.Export.Schedule));
        Assert.Equal(
            ("keepnet-client-id", "keepnet-client-secret"),
            (settings.Credentials.ClientIdSecretName, settings.Credentials.ClientSecretSecretName));
    }

    [Fact]
    public void Reads_lists_with_commas_and_with_indexes()
    {
        var settings = Read(("Export:Companies:Include", "a, b,,a"), ("Export:Companies:Tags:0", "north"), ("Export:Companies:Tags:1", "süd"));

        Assert.Equal(["a", "b"], settings.Export.Companies.Include);
        Assert.Equal(["north", "süd"], settings.Export.Companies.Tags);
    }

    [Theory]
    [InlineData("Export:Companies:Include:0", "a", "Export:Companies:Include", "b, c")]
    [InlineData("Export:Companies:Include", "a, d", "Export:Companies:Include:0", "b, c")]
    [InlineData("Export:Companies:Include:1", "a", "Export:Companies:Include:1", "b, c")]
    public void A_list_of_a_later_source_takes_the_place_of_one_that_is_written_in_another_way(string key, string before, string laterKey, string later)
    {
        var settings = ExportSettings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection([new(key, before)])
            .AddInMemoryCollection([new(laterKey, later)])
            .Build());

        Assert.Equal(laterKey.EndsWith("Include", StringComparison.Ordinal) ? ["b", "c"] : ["b, c"], settings.Export.Companies.Include);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void Reads_the_same_in_every_culture(string culture)
    {
        using var _ = new Support.CultureScope(culture);

        var settings = Read(
            ("Export:MaxCallsPerSecond", "2.5"), ("EXPORT:MAXCONCURRENCY", "8"), ("Export:RedeliveryDelay", "00:00:01.5"), ("Export:Privacy", "DROP"));

        Assert.Equal((2.5, 8, 1.5), (settings.Api.MaxCallsPerSecond, settings.Export.MaxConcurrency, settings.Export.RedeliveryDelay.TotalSeconds));
    }

    private static IReadOnlyList<string> ProblemsOf(params (string Key, string Value)[] settings) =>
        Assert.Throws<InvalidSettingsException>(() => Read(settings)).Problems;

    private static ExportSettings Read(params (string Key, string Value)[] settings) => ExportSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build());
}
