using System.Text.Json;
using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Conformance.Tests.CompanyList;

/// <summary>API §4.1 and §9 rows 2, 5, 6, 19: what a row of the company list may look like.</summary>
public sealed class CompanyRowTests
{
    [Theory]
    [InlineData("""{"companyResourceId":"c1","resourceId":"other"}""")]
    [InlineData("""{"resourceId":"c1"}""")]
    [InlineData("""{"companyResourceId":null,"resourceId":"c1"}""")]
    [InlineData("""{"companyResourceId":"  ","resourceId":"c1"}""")]
    [InlineData("""{"CompanyResourceId":"c1"}""")]
    [InlineData("""{"company\u0052esourceId":"c\u0031"}""")]
    public async Task The_id_is_found_under_every_name_it_has(string row)
    {
        await using var bench = new Bench();
        bench.Tenant.Rows = [row];

        var run = await bench.ExportAsync();

        run.Succeeded().Company("c1", ExportOutcome.Succeeded);
        Assert.Equal(1, run.Asked(Call.Reports, "c1"));
    }

    [Fact]
    public async Task An_id_that_is_a_number_is_its_digits()
    {
        await using var bench = new Bench();
        bench.Tenant.Rows = ["""{"companyResourceId":123456789012345678901,"companyName":"One"}"""];

        var run = await bench.ExportAsync();

        run.Succeeded().Company("123456789012345678901", ExportOutcome.Succeeded);
    }

    [Theory]
    [InlineData("""{"companyName":"Group row"}""")]
    [InlineData("""{"companyResourceId":"","resourceId":" \t"}""")]
    [InlineData("""{"companyResourceId":null}""")]
    [InlineData("""{"companyResourceId":{"id":"x"}}""")]
    [InlineData("""{"companyResourceId":"\ud800"}""")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    public async Task A_row_without_an_id_is_left_out_with_a_warning_and_its_children_are_not(string row)
    {
        await using var bench = new Bench();
        var group = row.StartsWith('{') ? row[..^1] + $",\"children\":[{TinyTenant.RowOf("c2")}]}}" : TinyTenant.RowOf("c2");
        bench.Tenant.Rows = [TinyTenant.RowOf("c1"), row, group];

        var run = await bench.ExportAsync();

        run.Succeeded().Warned("a row without a company id");
        Assert.Equal(["c1", "c2"], run.Journal.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Children_are_companies_to_any_depth()
    {
        await using var bench = new Bench();
        var row = Enumerable.Range(0, 40).Reverse().Aggregate("", (inner, depth) =>
            TinyTenant.RowOf($"d{depth}", more: $",\"children\":{(inner.Length == 0 ? "null" : $"[{inner}]")}"));
        bench.Tenant.Rows = [row];

        var run = await bench.ExportAsync(("Export:MaxConcurrency", "8"));

        run.Succeeded();
        Assert.Equal((40, 40), (run.Summary!.Companies.Succeeded, run.Journal.Count));
        Assert.DoesNotContain("children", run.Text($"v1/runs/run_id={run.Document.RunId}/companies.ndjson"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("\"none\"")]
    [InlineData("[null,5,\"x\",[]]")]
    public async Task Children_of_an_odd_kind_do_not_end_the_list(string children)
    {
        await using var bench = new Bench();
        bench.Tenant.Rows = [TinyTenant.RowOf("c1", more: $",\"children\":{children}"), TinyTenant.RowOf("c2")];

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(["c1", "c2"], run.Journal.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_a_company_that_comes_twice_the_first_row_counts()
    {
        await using var bench = new Bench();
        bench.Tenant.Rows = [TinyTenant.RowOf("c1", "First"), TinyTenant.RowOf("c2"), TinyTenant.RowOf("c1", "Second")];

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(("First", 2, 1), (run.Journal["c1"].CompanyName, run.Summary!.Companies.Expected, run.Asked(Call.Reports, "c1")));
    }

    [Fact]
    public async Task Ids_that_differ_only_in_case_are_two_companies_on_every_disk()
    {
        await using var bench = new Bench("AbC", "aBc") { Store = new MemoryStore { IgnoresCase = true } };

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(2, run.Paths.Where(path => path.EndsWith("latest.json", StringComparison.Ordinal)).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(["AbC", "aBc"], run.Requests.Where(request => request.Call == Call.Reports && request.Company != TinyTenant.OwnCompany).Select(request => request.Company).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(400)]
    public async Task Fields_nobody_knows_are_kept_with_all_their_digits_however_deep(int depth)
    {
        var odd = $$""","numberOfUsers":"250","targetUserCount":2.50,"modules":{{new string('[', depth)}}1e3{{new string(']', depth)}},"notListed":true""";
        await using var bench = new Bench();
        bench.Tenant.Rows = [TinyTenant.RowOf("c1", more: odd)];

        var run = await bench.ExportAsync();

        run.Succeeded().Company("c1", ExportOutcome.Succeeded);
        Assert.Equal(TinyTenant.RowOf("c1", more: odd) + "\n", run.Text($"v1/runs/run_id={run.Document.RunId}/companies.ndjson"));
    }

    [Fact]
    public async Task Nulls_everywhere_in_a_row_are_a_company_all_the_same()
    {
        await using var bench = new Bench();
        bench.Tenant.Rows = ["""{"companyResourceId":"c1","resourceId":null,"companyName":null,"privacyDurationId":null,"licenceExpired":null,"tags":null,"children":null,"createTime":null}"""];

        var run = await bench.ExportAsync(("Export:Companies:SkipExpiredLicences", "true"));

        run.Succeeded();
        Assert.Equal(JsonValueKind.Null, run.Lines("c1", "metrics.ndjson")[0].GetProperty("company_name").ValueKind);
    }

    [Fact]
    public async Task A_company_announced_as_closed_is_tried_anyway()
    {
        await using var bench = new Bench();
        bench.Tenant.Rows = ["""{"companyResourceId":"c1","companyName":"One","privacyDurationId":0}"""];

        var run = await bench.ExportAsync();

        run.Succeeded().Company("c1", ExportOutcome.Succeeded);
    }

    [Fact]
    public async Task Filters_skip_companies_without_a_call_and_say_why()
    {
        await using var bench = new Bench();
        bench.Tenant.Rows =
        [
            TinyTenant.RowOf("c1", more: ",\"tags\":[\"North\"]"),
            TinyTenant.RowOf("c2"),
            TinyTenant.RowOf("c3", more: ",\"tags\":[\"north\"]"),
            """{"companyResourceId":"c4","tags":["north"],"licenceExpired":"true"}""",
        ];

        var run = await bench.ExportAsync(
            ("Export:Companies:Tags:0", "north"), ("Export:Companies:Exclude:0", "c3"), ("Export:Companies:SkipExpiredLicences", "true"));

        run.Succeeded().Company("c1", ExportOutcome.Succeeded);
        Assert.Equal((1, 3), (run.Summary!.Companies.Succeeded, run.Summary.Companies.Skipped));
        Assert.Contains("Tags", run.Company("c2", ExportOutcome.Skipped).Reason, StringComparison.Ordinal);
        Assert.Contains("Exclude", run.Company("c3", ExportOutcome.Skipped).Reason, StringComparison.Ordinal);
        Assert.Contains("SkipExpiredLicences", run.Company("c4", ExportOutcome.Skipped).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Requests, request => request.Company is "c2" or "c3" or "c4");
    }
}
