using System.Security.Cryptography;
using System.Text;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Support;
using Keepnet.Simulator;

namespace Keepnet.Export.Tests.Runs.Execution;

public sealed class WholeRunTests
{
    [Fact]
    public async Task Exports_every_open_company_as_the_tenant_has_it()
    {
        await using var bench = await ExportBench.StartAsync(24);

        var result = await bench.NewExporter().RunAsync();

        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        foreach (var company in bench.Data.OpenCompanies())
        {
            var manifest = await bench.Store.ManifestAsync(company.Id, result.RunId!);
            Assert.Equal(ExportOutcome.Succeeded, manifest!.Outcome);
            Assert.Equal(company.Name, manifest.CompanyName);
            await Truth.HoldsAsync(bench.Store, bench.Data, manifest);
        }

        Assert.Empty(bench.Tenant.Calls.Mistakes);
    }

    [Fact]
    public async Task Keeps_the_instant_at_which_the_run_was_asked_for_however_late_it_is_planned()
    {
        await using var bench = await ExportBench.StartAsync(1);
        var exporter = bench.NewExporter();
        var asked = new DateTimeOffset(2026, 7, 1, 2, 0, 0, TimeSpan.Zero);

        var result = await exporter.RunAsync(exporter.Request() with { RunId = RunId.Create(RunTrigger.Cli, asked), RequestedAt = asked });

        Assert.StartsWith("20260701T020000Z-", result.RunId, StringComparison.Ordinal);
        Assert.Equal(asked, (await exporter.Runs.FindPlanAsync(result.RunId!, default))!.RequestedAt);
        Assert.Equal(asked, (await exporter.Runs.FindSummaryAsync(result.RunId!, default))!.StartedAt);
    }

    [Fact]
    public async Task Lays_files_out_as_promised_and_nothing_else()
    {
        var root = Directory.CreateTempSubdirectory("run").FullName;
        await using var bench = await ExportBench.StartAsync(13);
        RunSummary result;
        await using (var store = new DirectoryStore(root))
        {
            result = await bench.NewExporter(store).RunAsync();
        }

        var files = Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path).Replace('\\', '/')).ToList();
        var run = $"v1/runs/run_id={result.RunId}";
        Assert.Equal(
            [$"{run}/changes.ndjson", $"{run}/companies.ndjson", $"{run}/journal.ndjson", $"{run}/run.json", $"{run}/summary.json"],
            files.Where(path => path.StartsWith("v1/runs", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        foreach (var company in bench.Data.OpenCompanies())
        {
            var folder = $"v1/exports/company_id={company.Id}/period=Last3Months";
            var attempt = Assert.Single(Directory.GetDirectories(Path.Combine(root, folder, $"run_id={result.RunId}")));
            Assert.Matches("^attempt=1-[0-9a-f]{4}$", Path.GetFileName(attempt));
            Assert.Contains($"{folder}/latest.json", files);
            Assert.Contains($"{folder}/run_id={result.RunId}/manifest.json", files);
        }

        Assert.Equal(bench.Data.OpenCompanies().Count(), Directory.GetDirectories(Path.Combine(root, "v1/exports")).Length);
        Assert.Equal(["exports", "runs"], Directory.GetFileSystemEntries(Path.Combine(root, "v1")).Select(Path.GetFileName).Order());
        Assert.DoesNotContain(files, path => new FileInfo(Path.Combine(root, path)).Length == 0);
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task Accounts_for_every_company_exactly_once()
    {
        await using var bench = await ExportBench.StartAsync(24);

        var result = await bench.NewExporter().RunAsync();

        var ids = bench.Data.Companies().Select(company => company.Id).Order(StringComparer.Ordinal).ToList();
        var journal = await bench.Store.JournalAsync(result.RunId!);
        Assert.Equal(ids, journal.Select(entry => entry.CompanyId).Order(StringComparer.Ordinal));
        var summary = await bench.Store.SummaryAsync(result.RunId!);
        Assert.Equal(24, summary.Companies.Expected);
        Assert.Equal(24, summary.Companies.Done);
        Assert.Equal(bench.Data.Companies().Count(company => company.IsClosed), summary.Companies.Skipped);
        Assert.Equal(summary.Companies.Skipped, summary.Failures.Count(failure => failure is { Outcome: ExportOutcome.Skipped, Code: "privacy" }));
        Assert.True(summary.Complete);
        Assert.Equal(24, summary.Roster!.Count);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ids)))), summary.Roster.Sha256);
    }

    [Fact]
    public async Task Counts_every_call_and_every_byte()
    {
        await using var bench = await ExportBench.StartAsync(13);

        var result = await bench.NewExporter().RunAsync();

        var summary = await bench.Store.SummaryAsync(result.RunId!);
        Assert.Equal(bench.Tenant.Calls.Total, result.ApiCalls);
        Assert.Equal(bench.Tenant.Calls.Total, summary.ApiCalls);
        var journal = await bench.Store.JournalAsync(result.RunId!);
        Assert.All(journal, entry => Assert.Equal(CallsFor(bench, entry.CompanyId), entry.Calls));
        var manifests = await Task.WhenAll(bench.Data.OpenCompanies().Select(company => bench.Store.ManifestAsync(company.Id, result.RunId!)));
        Assert.Equal(manifests.Sum(manifest => manifest!.Files.Sum(file => file.Bytes)), summary.Bytes);
        Assert.Equal(summary.Bytes, result.Bytes);
        Assert.All(manifests, manifest => Assert.Equal(CallsFor(bench, manifest!.CompanyId), manifest.Api.Calls));
    }

    [Fact]
    public async Task Names_companies_that_came_and_went_since_the_previous_run_of_all()
    {
        await using var bench = await ExportBench.StartAsync(6);
        var first = await bench.NewExporter().RunAsync();
        var one = bench.NewExporter();
        await one.RunAsync(one.Request(bench.Data.CompanyAt(0).Id));
        await using var later = await SimulatedTenant.StartAsync(new SimulatorOptions { Companies = 8, Seed = 2 }, default);

        var second = await bench.NewExporter(("Keepnet:BaseUrl", later.BaseUrl.ToString())).RunAsync();

        var roster = (await bench.Store.SummaryAsync(second.RunId!)).Roster!;
        Assert.Equal(later.Data.Companies().Select(company => company.Id).Order(StringComparer.Ordinal), roster.Added);
        Assert.Equal(bench.Data.Companies().Select(company => company.Id).Order(StringComparer.Ordinal), roster.Gone);
        Assert.Empty((await bench.Store.SummaryAsync(first.RunId!)).Roster!.Added);
    }

    [Fact]
    public async Task Writes_companies_as_the_api_lists_them_without_their_children()
    {
        await using var bench = await ExportBench.StartAsync(13);

        var result = await bench.NewExporter().RunAsync();

        var lines = await bench.Store.LinesAsync(StorePaths.Companies(result.RunId!));
        Assert.Equal(13, lines.Count);
        Assert.All(lines, line => Assert.DoesNotContain("\"children\"", line, StringComparison.OrdinalIgnoreCase));
        var plan = await bench.Store.JsonAsync(StorePaths.Plan(result.RunId!));
        Assert.Equal(
            (1, result.RunId, "cli", "Last3Months", 13, "keep"),
            (plan.GetProperty("schema").GetInt32(), plan.GetProperty("runId").GetString(), plan.GetProperty("trigger").GetString(),
                plan.GetProperty("period").GetString(), plan.GetProperty("expected").GetInt32(), plan.GetProperty("privacy").GetString()));
        Assert.True(plan.TryGetProperty("requestedAt", out _) && plan.TryGetProperty("filters", out _) && plan.TryGetProperty("tool", out _));
    }

    [Fact]
    public async Task Points_latest_to_the_manifest_and_proves_it()
    {
        await using var bench = await ExportBench.StartAsync(2);

        var result = await bench.NewExporter().RunAsync();

        var id = bench.Data.CompanyAt(0).Id;
        var latest = (await bench.Store.LatestAsync(id))!;
        Assert.Equal((result.RunId, StoreReader.Period, ExportOutcome.Succeeded), (latest.RunId, latest.Period, latest.Outcome));
        Assert.Equal(StorePaths.Manifest(StoreReader.ExportFolder(id, result.RunId!)), latest.Manifest);
        var manifest = (await bench.Store.TryReadAsync(latest.Manifest, default))!.Content;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(manifest.Span)), latest.ManifestSha256);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public async Task Writes_the_same_in_every_culture(string culture)
    {
        await using var bench = await ExportBench.StartAsync(2);
        var usual = await bench.NewExporter().RunAsync();
        using var _ = new CultureScope(culture);

        var result = await bench.NewExporter().RunAsync();

        Assert.True((await bench.NewExporter().VerifyAsync()).Intact);
        Assert.True(RunId.IsValid(result.RunId), result.RunId);
        var id = bench.Data.CompanyAt(0).Id;
        var manifest = (await bench.Store.ManifestAsync(id, result.RunId!))!;
        await Truth.HoldsAsync(bench.Store, bench.Data, manifest);
        var expected = await bench.Store.FileAsync((await bench.Store.ManifestAsync(id, usual.RunId!))!, StorePaths.Metrics);
        Assert.Equal(
            expected.Replace(usual.RunId!, "", StringComparison.Ordinal),
            (await bench.Store.FileAsync(manifest, StorePaths.Metrics)).Replace(result.RunId!, "", StringComparison.Ordinal));
    }

    private static long CallsFor(ExportBench bench, string companyId) =>
        bench.Tenant.Calls.Requests.Count(request => request.CompanyId == companyId);
}
