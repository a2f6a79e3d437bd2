using System.Text.RegularExpressions;
using Keepnet.Export.Runs;
using Keepnet.Export.Tests.Support;
using Keepnet.Simulator;

namespace Keepnet.Export.Tests.Exporting.Isolation;

/// <summary>Whole runs against a tenant that gives companies other companies' answers.</summary>
public sealed partial class MixedUpRunTests
{
    [Theory]
    [InlineData("keep")]
    [InlineData("pseudonymize")]
    public async Task No_file_holds_anything_of_another_company_however_many_are_exported_at_once(string privacy)
    {
        await using var bench = await ExportBench.StartAsync(new SimulatorOptions { Companies = 200, EmbedCompanyIds = true });

        var result = await bench.NewExporter(
            ("Export:MaxConcurrency", "32"), ("Keepnet:MaxConcurrentCalls", "64"),
            ("Export:Privacy", privacy), ("Export:PrivacyKey", privacy == "keep" ? null : "a key of tests that is long enough")).RunAsync();

        Assert.Equal((200, 0), (result.Companies.Done, result.Companies.Failed));
        await HoldsNothingForeignAsync(bench);
        foreach (var company in bench.Data.OpenCompanies().Where(_ => privacy == "keep"))
        {
            // Equal to what the tenant renders for this company, so it holds no figure of another.
            await Truth.HoldsAsync(bench.Store, bench.Data, (await bench.Store.ManifestAsync(company.Id, result.RunId!))!);
        }
    }

    [Theory]
    [InlineData("mixed-up", 1)]
    [InlineData("mixed-up", 4)]
    [InlineData("mixed-up", 16)]
    [InlineData("mixed-up-first", 1)]
    [InlineData("mixed-up-first", 4)]
    [InlineData("mixed-up-first", 16)]
    public async Task Fails_the_company_that_is_given_anothers_data_and_no_other(string fault, int concurrency)
    {
        await using var bench = await ExportBench.StartAsync(8, fault);
        var pair = bench.Data.OpenCompanies().Select(company => company.Id).Take(2).ToList();
        var (owner, victim) = fault == "mixed-up" ? (pair[0], pair[1]) : (pair[1], pair[0]);

        var result = await bench.NewExporter(("Export:MaxConcurrency", $"{concurrency}")).RunAsync();

        var failure = Assert.Single(result.Failures, failure => failure.Outcome == ExportOutcome.Failed);
        Assert.Equal((victim, "isolation"), (failure.CompanyId, failure.Code));
        Assert.Contains(owner, failure.Reason, StringComparison.Ordinal);
        Assert.Contains(result.Warnings, warning => warning.StartsWith("ISOLATION", StringComparison.Ordinal));
        Assert.DoesNotContain(bench.Store.Paths, path => path.Contains(victim, StringComparison.Ordinal));
        await Truth.HoldsAsync(bench.Store, bench.Data, (await bench.Store.ManifestAsync(owner, result.RunId!))!);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    [InlineData(3, 16)]
    public async Task Publishes_nothing_foreign_when_single_answers_are_mixed_up(int seed, int concurrency)
    {
        await using var bench = await ExportBench.StartAsync(new SimulatorOptions
        {
            Companies = 60,
            Seed = seed,
            EmbedCompanyIds = true,
            Faults = ["mixed-up-sometimes"],
        });

        var result = await bench.NewExporter(("Export:MaxConcurrency", $"{concurrency}"), ("Export:RedeliveryDelay", "00:00:00")).RunAsync();

        // Asked again, nearly all of them get what is theirs.
        Assert.Equal(60, result.Companies.Done);
        Assert.InRange(result.Companies.Failed, 0, 3);
        await HoldsNothingForeignAsync(bench);
        Assert.True((await bench.NewExporter().VerifyAsync()).Intact);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Publishes_nothing_foreign_from_a_cache_that_ignores_the_company(int concurrency)
    {
        await using var bench = await ExportBench.StartAsync(new SimulatorOptions { Companies = 12, EmbedCompanyIds = true, Faults = ["cached"] });

        var result = await bench.NewExporter(("Export:MaxConcurrency", $"{concurrency}"), ("Export:RedeliveryDelay", "00:00:00")).RunAsync();

        Assert.Equal(12, result.Companies.Done);
        Assert.Contains(result.Failures, failure => failure.Code == "isolation");
        await HoldsNothingForeignAsync(bench);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Publishes_nothing_when_all_are_answered_alike_and_nobody_knows_whose_it_is(int concurrency)
    {
        await using var bench = await ExportBench.StartAsync(new SimulatorOptions { Companies = 6, TokensNameCompany = false, Faults = ["scope-ignored"] });

        var result = await bench.NewExporter(("Export:MaxConcurrency", $"{concurrency}")).RunAsync();

        Assert.Equal((RunOutcome.Failed, 6), (result.Outcome, result.Companies.Failed));
        Assert.All(result.Failures, failure => Assert.Equal("isolation", failure.Code));
        Assert.DoesNotContain(bench.Store.Paths, path => path.StartsWith("v1/exports", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Asks_nothing_twice_when_nothing_is_suspicious()
    {
        await using var bench = await ExportBench.StartAsync(30);

        var result = await bench.NewExporter().RunAsync();

        Assert.Equal(30, result.Companies.Succeeded + result.Companies.Skipped);
        var asked = bench.Tenant.Calls.Requests.Select(request => $"{request.Operation} {request.CompanyId} {request.ReportId} {request.Body}");
        Assert.Empty(asked.GroupBy(call => call).Where(calls => calls.Count() > 1).Select(calls => calls.Key));
    }

    // Whatever the interleaving: a company's folder names no other company of the tenant.
    private static async Task HoldsNothingForeignAsync(ExportBench bench)
    {
        var ids = bench.Data.Companies().Select(company => company.Id).Append(bench.Data.Reseller.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var path in bench.Store.Paths.Where(path => path.StartsWith("v1/exports", StringComparison.Ordinal)))
        {
            var owner = path.Split('/')[2]["company_id=".Length..];
            var words = Words().Matches(await bench.Store.TextAsync(path)).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
            Assert.DoesNotContain(words, word => word != owner && ids.Contains(word));
        }
    }

    [GeneratedRegex("[0-9A-Za-z]{12}")]
    private static partial Regex Words();
}
