using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.Scope;

/// <summary>API §2 and §9 rows 24 and 26: companies that cannot be read, in every variant, never stop the others.</summary>
public sealed class RefusedCompanyTests
{
    private const string Problem = """{"type":"about:blank","title":"Forbidden","status":403}""";

    [Theory]
    [InlineData("""{"data":null,"status":"PRIVACY_ERROR","message":"Closed"}""")]
    [InlineData("""{"Data":null,"Status":"privacy_error"}""")]
    public async Task A_company_that_is_closed_to_outside_access_is_skipped_and_no_failure(string body)
    {
        await using var bench = new Bench("c1", "c2");
        Refuse(bench, Call.Reports, WireAnswer.Json(body, 403));

        var run = await bench.ExportAsync();

        run.Succeeded().Company("c1", ExportOutcome.Skipped, "privacy");
        run.Company("c2", ExportOutcome.Succeeded);
        Assert.Equal(1, run.Requests.Count(request => request.Company == "c1"));
    }

    [Theory]
    [InlineData("""{"data":null,"status":"FAILED","message":"Not managed"}""", "application/json")]
    [InlineData(Problem, "application/problem+json")]
    [InlineData("", null)]
    [InlineData("<html>Forbidden</html>", "text/html")]
    [InlineData("{\"data\":null,\"status\":\"PRIV", "application/json")]
    public async Task A_company_that_is_forbidden_fails_alone_and_is_asked_for_once(string body, string? contentType)
    {
        await using var bench = new Bench("c1", "c2");
        Refuse(bench, Call.Reports, WireAnswer.Json(body, 403) with { ContentType = contentType });

        var run = await bench.ExportAsync();

        var entry = run.Ended(RunOutcome.Partial, exitCode: 1).Company("c1", ExportOutcome.Failed, "forbidden");
        run.Company("c2", ExportOutcome.Succeeded);
        Assert.Contains("for company c1 was answered with HTTP 403", entry.Reason, StringComparison.Ordinal);
        Assert.Equal(1, run.Requests.Count(request => request.Company == "c1"));
    }

    [Fact]
    public async Task A_company_that_is_gone_fails_alone()
    {
        await using var bench = new Bench("c1", "c2");
        Refuse(bench, Call.Reports, WireAnswer.Failure(404, "FAILED", "Company not found"));

        var run = await bench.ExportAsync();

        run.Ended(RunOutcome.Partial, exitCode: 1).Company("c1", ExportOutcome.Failed, "notFound");
        run.Company("c2", ExportOutcome.Succeeded);
    }

    [Fact]
    public async Task An_address_that_is_no_longer_allowed_stops_the_run_midway_and_it_goes_on_later()
    {
        await using var bench = new Bench("c1", "c2");
        bench.Api.On(Call.Reports, (request, usual) => request.Company == "c2" ? WireAnswer.Failure(403, "IP_RESTRICTED") : usual);
        var stopped = await bench.ExportAsync(("Export:MaxConcurrency", "1"));
        bench.Api.On(Call.Reports, (_, usual) => usual);

        var resumed = await bench.ResumeAsync();

        stopped.Stopped("ipRestricted", "allow list").Company("c1", ExportOutcome.Succeeded);
        resumed.Succeeded();
        Assert.Equal((0, 1), (resumed.Asked(Call.Reports, "c1"), resumed.Asked(Call.Reports, "c2")));
    }

    [Fact]
    public async Task A_company_that_closes_its_account_in_the_middle_leaves_nothing_of_itself()
    {
        await using var bench = new Bench("c1", "c2");
        Refuse(bench, Call.Widgets, WireAnswer.Failure(403, "PRIVACY_ERROR"));

        var run = await bench.ExportAsync();

        run.Succeeded().Company("c1", ExportOutcome.Skipped, "privacy");
        Assert.DoesNotContain(run.Paths, path => path.Contains("company_id=c1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_role_without_the_details_keeps_everything_else()
    {
        await using var bench = new Bench();
        Refuse(bench, Call.Detail, WireAnswer.Failure(403, "FAILED", "Role lacks it"));

        var run = await bench.ExportAsync();

        run.Ended(RunOutcome.Partial, exitCode: 1).Company("c1", ExportOutcome.Partial, "forbidden");
        Assert.Equal(["w1", "w2"], run.Widgets("c1"));
        Assert.Single(run.Elements("c1", "reports.json"));
    }

    [Fact]
    public async Task A_role_without_the_catalogue_keeps_what_reports_name()
    {
        await using var bench = new Bench();
        bench.Tenant.Detail = (_, report) => $$"""{"resourceId":"{{report}}","datePeriod":"LastMonth","widgetLayout":"[{\"resourceId\":\"w7\"}]","widgets":[]}""";
        Refuse(bench, Call.Catalogue, WireAnswer.Failure(403, "FAILED"));

        var run = await bench.ExportAsync();

        run.Succeeded().WarnedOf("c1", "The widget catalogue cannot be read");
        Assert.Equal(["w7"], run.Widgets("c1"));
    }

    [Fact]
    public async Task A_role_without_widget_data_fails_the_company_and_says_so()
    {
        await using var bench = new Bench();
        Refuse(bench, Call.Widgets, WireAnswer.Failure(403, "FAILED", "Role lacks it"));

        var run = await bench.ExportAsync();

        var entry = run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, "forbidden");
        Assert.Contains("Role lacks it", entry.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_without_widget_data_is_asked_for_the_widgets_of_one_batch_alone_and_no_others()
    {
        await using var bench = new Bench("c1", "c2");
        bench.Tenant.Catalogue = _ => TinyTenant.CatalogueOf([.. Enumerable.Range(1, 25).Select(number => $"w{number}")]);
        bench.Api.OnAll([Call.Widgets], (_, _) => WireAnswer.Failure(403, "FAILED", "Role lacks it"));

        var run = await bench.ExportAsync(("Export:MaxConcurrency", "1"));

        run.Ended(RunOutcome.Failed, exitCode: 1).Company("c2", ExportOutcome.Failed, "forbidden");
        Assert.All(["c1", "c2"], company => Assert.Equal(3 + 10, run.Asked(Call.Widgets, company)));
    }

    private static void Refuse(Bench bench, Call call, WireAnswer answer) =>
        bench.Api.On(call, (request, usual) => request.Company == "c1" ? answer : usual);
}
