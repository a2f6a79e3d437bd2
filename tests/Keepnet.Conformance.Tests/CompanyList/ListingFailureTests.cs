using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.CompanyList;

/// <summary>Company lists that are refused, that change, or of which only a part is wanted.</summary>
public sealed class ListingFailureTests
{
    [Theory]
    [InlineData(403, "FAILED", "notReseller", 1)]
    [InlineData(403, "PRIVACY_ERROR", "notReseller", 1)]
    [InlineData(403, "IP_RESTRICTED", "ipRestricted", 1)]
    [InlineData(404, "FAILED", "notFound", 1)]
    [InlineData(400, "INPUT_ERROR", "invalidRequest", 2)]
    [InlineData(500, "INTERNAL_SERVER_ERROR", "unavailable", 5)]
    [InlineData(200, "FAILED", "unavailable", 5)]
    public async Task A_list_that_is_refused_stops_the_run_and_leaves_nothing(int status, string name, string code, int tries)
    {
        await using var bench = new Bench();
        bench.Api.On(Call.Companies, WireAnswer.Failure(status, name));

        var run = await bench.ExportAsync();

        run.Stopped(code, "POST /api/companies/search");
        Assert.Equal((null, tries), (run.Document.RunId, run.Asked(Call.Companies)));
        Assert.Empty(run.Paths);
    }

    [Fact]
    public async Task A_tenant_that_wants_the_long_filter_gets_it_from_then_on()
    {
        await using var bench = new Bench();
        bench.Api.On(Call.Companies, request => request.Text.Contains("FilterGroups", StringComparison.Ordinal)
            ? WireAnswer.Data(TinyTenant.PageOf(request.Page, 2, TinyTenant.RowOf($"c{request.Page}")))
            : WireAnswer.Failure(400, "INPUT_ERROR", "Filter is not valid"));

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal((2, 3), (run.Summary!.Companies.Succeeded, run.Asked(Call.Companies)));
        Assert.Contains(
            """{"Condition":"AND","SearchInputTextValue":"","FilterGroups":[{"Condition":"AND","FilterItems":[],"FilterGroups":[]},{"Condition":"OR","FilterItems":[],"FilterGroups":[]}]}""",
            run.Requests.Last(request => request.Call == Call.Companies).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rate_limit_on_the_list_is_waited_for()
    {
        await using var bench = new Bench();
        bench.Api.Once(Call.Companies, WireAnswer.Throttled("3"));

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal((2, 1L), (run.Asked(Call.Companies), run.Summary!.Throttled));
    }

    [Fact]
    public async Task A_rate_limit_of_an_hour_on_the_list_stops_the_run_and_tells_how_long()
    {
        await using var bench = new Bench();
        bench.Api.On(Call.Companies, WireAnswer.Throttled("3600"));

        var run = await bench.ExportAsync();

        run.Stopped("throttled", "Try again in 3600 s");
        Assert.Equal((null, 1), (run.Document.RunId, run.Asked(Call.Companies)));
        Assert.Empty(run.Paths);
    }

    [Fact]
    public async Task The_list_may_change_between_the_plan_and_its_resumption()
    {
        await using var bench = new Bench("c1", "c2");
        bench.Api.OnAll([Call.Reports], (_, _) => WireAnswer.Failure(403, "IP_RESTRICTED"));
        var stopped = await bench.ExportAsync();
        bench.Api.OnAll([Call.Reports], (request, usual) => request.Company == "c2" ? WireAnswer.Failure(404, "FAILED", "Company not found") : usual);
        bench.Tenant.Rows = [TinyTenant.RowOf("c1"), TinyTenant.RowOf("c3")];

        var resumed = await bench.ResumeAsync();

        stopped.Stopped("ipRestricted", "allow list");
        resumed.Ended(RunOutcome.Partial, exitCode: 1).Company("c1", ExportOutcome.Succeeded);
        resumed.Company("c2", ExportOutcome.Failed, "notFound");
        Assert.Equal((2, 0), (resumed.Journal.Count, resumed.Asked(Call.Companies)));
    }

    [Fact]
    public async Task Companies_that_came_and_went_since_the_last_run_are_named_in_the_summary()
    {
        await using var bench = new Bench("c1", "c2");
        await bench.ExportAsync();
        bench.Tenant.Rows = [TinyTenant.RowOf("c2"), TinyTenant.RowOf("c3")];

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(["c3"], run.Summary!.Roster!.Added);
        Assert.Equal(["c1"], run.Summary.Roster.Gone);
    }

    [Fact]
    public async Task A_company_that_is_wanted_twice_is_exported_once_and_no_other_is_touched()
    {
        await using var bench = new Bench("c1", "c2", "c3");

        var run = await bench.ExportOnlyAsync("c2", "c2");

        run.Succeeded();
        Assert.Equal(["c2"], run.Journal.Keys);
        Assert.Equal(1, run.Asked(Call.Reports, "c2"));
        Assert.DoesNotContain(run.Requests, request => request.Company is "c1" or "c3");
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("C1")]
    public async Task A_wanted_company_that_is_not_listed_is_a_failed_company_and_never_asked_for(string id)
    {
        await using var bench = new Bench("c1");

        var run = await bench.ExportOnlyAsync("c1", id);

        run.Ended(RunOutcome.Partial, exitCode: 1).Company("c1", ExportOutcome.Succeeded);
        Assert.Contains("not among the companies", run.Company(id, ExportOutcome.Failed, "notFound").Reason, StringComparison.Ordinal);
        Assert.Equal(0, run.Asked(Call.Reports, id));
    }
}
