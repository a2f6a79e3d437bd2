using Azure.Storage.Blobs;
using Keepnet.Export.Cli.Tests.Support;
using Keepnet.Export.Tests.Storage;
using Keepnet.Simulator;
using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Export.Cli.Tests.Querying;

public sealed class BlobQueryTests(AzuriteFixture azurite) : CliTest, IClassFixture<AzuriteFixture>
{
    private readonly string _container = $"query-{Guid.NewGuid():N}";

    // Noon of today, and it stays so: figures follow from the day.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddHours(12), TimeSpan.Zero));

    private BlobContainerClient Container => new(azurite.ConnectionString, _container);

    private string Temporary => Path.Combine(Folder, "temporary");

    [SkippableFact]
    public async Task A_container_answers_like_a_directory_and_leaves_no_copies()
    {
        await using var tenant = await StartTenantAsync(new SimulatorOptions { Companies = 6, TimeProvider = _clock });
        Assert.Equal(0, (await AskAsync(tenant, "export")).ExitCode);
        Assert.Equal(0, (await AskAsync(tenant, "export", "--out", "store")).ExitCode);

        foreach (var query in Queries)
        {
            var (there, here) = (await AskAsync(null, ["query", .. query]), await AskAsync(null, ["query", .. query, "--out", "store"]));

            Assert.Equal((0, ""), (there.ExitCode, there.Error));
            Assert.Equal(here.Output, there.Output);
            Assert.Contains(tenant.Data.OpenCompanies().First().Id, there.Output, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(Temporary));
        Assert.Equal(0, (await AskAsync(null, "verify")).ExitCode);
    }

    [SkippableFact]
    public async Task An_empty_container_has_no_rows_and_a_missing_one_is_a_mistake_and_stays_missing()
    {
        foreach (var command in new string[][] { ["query", "SELECT * FROM metrics"], ["runs"], ["verify"] })
        {
            var result = await AskAsync(null, command);

            Assert.Equal((2, ""), (result.ExitCode, result.Output));
            Assert.Equal($"There is no container {Container.Uri}; name the store with --out or --blob-container-uri.", result.Error.TrimEnd());
        }

        Assert.False(await Container.ExistsAsync());
        await Container.CreateAsync();
        Assert.Equal("No rows.", (await AskAsync(null, "query", "--example", "risk-by-company")).Output.TrimEnd());
    }

    private static IEnumerable<string[]> Queries =>
    [
        ["--example", "risk-by-company", "--json"],
        ["SELECT company_id, count(*) AS lines, sum(value) FROM metrics GROUP BY ALL ORDER BY ALL", "--csv"],
        ["SELECT company_id, outcome FROM latest JOIN companies USING (company_id) ORDER BY ALL"],
    ];

    private Task<CliResult> AskAsync(SimulatedTenant? tenant, params string[] arguments)
    {
        Dictionary<string, string> settings = tenant is null ? [] : CliProcess.SettingsFor(tenant);
        if (!arguments.Contains("--out"))
        {
            (settings["Export__BlobConnectionString"], settings["Export__BlobContainer"]) = (azurite.ConnectionString, _container);
        }

        Directory.CreateDirectory(Temporary);
        (settings["TMPDIR"], settings["TEMP"], settings["TMP"]) = (Temporary, Temporary, Temporary);
        return CliProcess.RunAsync(Folder, settings, arguments);
    }
}
