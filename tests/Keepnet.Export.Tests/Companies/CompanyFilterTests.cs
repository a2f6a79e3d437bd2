using Keepnet.Export.Runs;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Companies;

public sealed class CompanyFilterTests
{
    [Fact]
    public async Task Exports_only_the_companies_asked_for_and_fails_those_that_are_unknown()
    {
        await using var bench = await ExportBench.StartAsync(4);
        var exporter = bench.NewExporter();
        var known = bench.Data.CompanyAt(1).Id;

        var result = await exporter.RunAsync(exporter.Request(known, "unknown"));

        Assert.Equal((RunOutcome.Partial, 2, 1, 1), (result.Outcome, result.Companies.Expected, result.Companies.Succeeded, result.Companies.Failed));
        var failure = Assert.Single(result.Failures);
        Assert.Equal(("unknown", "notFound"), (failure.CompanyId, failure.Code));
        Assert.Equal([known], bench.Store.Paths.Where(path => path.EndsWith("/latest.json", StringComparison.Ordinal)).Select(path => path.Split('/')[2]["company_id=".Length..]));
        Assert.Empty((await bench.Store.SummaryAsync(result.RunId!)).Roster!.Gone);
    }

    [Theory]
    [InlineData("exclude")]
    [InlineData("tags")]
    [InlineData("expired")]
    public async Task Accounts_for_companies_that_a_filter_leaves_out_as_skipped(string filter)
    {
        await using var bench = await ExportBench.StartAsync(8);
        var companies = bench.Data.Companies().ToList();
        var filters = filter switch
        {
            "exclude" => new CompanyFilters { Exclude = [companies[0].Id, companies[3].Id] },
            "tags" => new CompanyFilters { Tags = ["NORTH"] },
            _ => new CompanyFilters { SkipExpiredLicences = true },
        };
        var left = companies.Where(company => !company.IsClosed && filter switch
        {
            "exclude" => company.Index is not (0 or 3),
            "tags" => company.Tags?.Contains("north") == true,
            _ => !company.LicenceExpired,
        }).Select(company => company.Id).ToList();
        var exporter = bench.NewExporter();

        var result = await exporter.RunAsync(exporter.Request() with { Filters = filters });

        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        Assert.Equal((8, left.Count, 8 - left.Count), (result.Companies.Expected, result.Companies.Succeeded, result.Companies.Skipped));
        Assert.All(left, id => Assert.Contains(bench.Store.Paths, path => path.Contains($"company_id={id}/", StringComparison.Ordinal)));
        Assert.All(result.Failures.Where(failure => failure.Code is null), failure => Assert.Contains("Export:Companies:", failure.Reason, StringComparison.Ordinal));
        Assert.DoesNotContain(bench.Tenant.Calls.Requests, request => result.Failures.Any(failure => failure.Code is null && failure.CompanyId == request.CompanyId));
    }
}
