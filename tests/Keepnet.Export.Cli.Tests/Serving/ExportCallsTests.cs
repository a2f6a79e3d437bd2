using System.Net;
using System.Text.Json;
using static Keepnet.Export.Cli.Tests.Serving.ServedExporter;

namespace Keepnet.Export.Cli.Tests.Serving;

/// <summary>The calls that start and follow runs, over the wire.</summary>
public sealed class ExportCallsTests : ServeTests
{
    private string AnyCompany => Tenant.Data.OpenCompanies().First().Id;

    [Fact]
    public async Task Exports_all_companies_and_tells_where_to_look()
    {
        var served = await ServeAsync();

        var answer = await served.PostAsync("/api/exports");

        var accepted = await ReadAsync(answer, HttpStatusCode.Accepted);
        var runId = Text(accepted, "runId");
        Assert.Equal($"/api/exports/{runId}", answer.Headers.Location?.OriginalString);
        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
        Assert.Equal("accepted", Text(accepted, "status"));
        Assert.EndsWith("-request", runId[..^7], StringComparison.Ordinal);
        var run = await served.UntilFinishedAsync(runId);
        Assert.Equal(5, run.GetProperty("companies").GetProperty("expected").GetInt32());
        Assert.True(run.GetProperty("complete").GetBoolean());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("{}")]
    [InlineData("""{"companyIds":null,"period":null}""")]
    public async Task Takes_a_body_that_says_nothing_for_no_body(string body)
    {
        var served = await ServeAsync();

        var run = await served.UntilFinishedAsync(await served.StartRunAsync(json: body));

        Assert.Equal("Last3Months", Text(run, "period"));
    }

    [Theory]
    [InlineData("""{"period":"lastmonth"}""", "LastMonth")]
    [InlineData("""{"period":"2026-04-01_2026-06-30"}""", "2026-04-01_2026-06-30")]
    [InlineData("""{"period":{"from":"2026-04-01","to":"2026-06-30"}}""", "2026-04-01_2026-06-30")]
    public async Task Exports_one_company_for_the_period_asked_for(string body, string folder)
    {
        var served = await ServeAsync();

        var runId = await served.StartRunAsync($"/api/companies/{Uri.EscapeDataString(AnyCompany)}/exports", body);

        var run = await served.UntilFinishedAsync(runId);
        Assert.Equal(folder, Text(run, "period"));
        Assert.Equal(1, run.GetProperty("companies").GetProperty("succeeded").GetInt32());
        var manifest = await served.GetAsync($"/api/companies/{Uri.EscapeDataString(AnyCompany)}/exports/latest?period={folder}");
        Assert.Equal(runId, Text(manifest, "runId"));
        Assert.Equal(AnyCompany, Text(manifest, "companyId"));
    }

    [Fact]
    public async Task Knows_no_company_that_is_not_listed_and_leaves_no_run_behind()
    {
        var served = await ServeAsync();

        var answer = await served.PostAsync("/api/companies/nobody/exports");

        await AssertProblemAsync(answer, HttpStatusCode.NotFound, "notFound");
        Assert.Equal(0, RunsInStore);
    }

    [Fact]
    public async Task Accounts_for_an_unlisted_company_among_others_as_failed()
    {
        var served = await ServeAsync();

        var runId = await served.StartRunAsync(json: JsonSerializer.Serialize(new { companyIds = new[] { AnyCompany, "nobody", AnyCompany } }));

        var run = await served.UntilFinishedAsync(runId);
        Assert.Equal(2, run.GetProperty("companies").GetProperty("expected").GetInt32());
        var failure = Assert.Single(run.GetProperty("failures").EnumerateArray());
        Assert.Equal("notFound", Text(failure, "code"));
    }

    [Fact]
    public async Task Says_that_nothing_was_exported_yet()
    {
        var served = await ServeAsync();

        var answer = await served.Http.GetAsync($"/api/companies/{Uri.EscapeDataString(AnyCompany)}/exports/latest");

        await AssertProblemAsync(answer, HttpStatusCode.NotFound, "noExport");
    }

    [Fact]
    public async Task Decodes_a_company_id_exactly_once()
    {
        var served = await ServeAsync();

        var slash = await AssertProblemAsync(await served.Http.GetAsync("/api/companies/a%2Fb/exports/latest"), HttpStatusCode.NotFound, "noExport");
        var percent = await AssertProblemAsync(await served.Http.GetAsync("/api/companies/a%252Fb/exports/latest"), HttpStatusCode.NotFound, "noExport");

        Assert.Contains("company a/b ", slash, StringComparison.Ordinal);
        Assert.Contains("company a%2Fb ", percent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_the_newest_runs_first()
    {
        var served = await ServeAsync();
        var first = await served.StartRunAsync();
        await served.UntilFinishedAsync(first);
        var second = await served.StartRunAsync(json: """{"period":"LastYear"}""");
        await served.UntilFinishedAsync(second);

        var all = await served.GetAsync("/api/exports");
        var one = await served.GetAsync("/api/exports?limit=1");

        var ids = all.GetProperty("runs").EnumerateArray().Select(run => Text(run, "runId")).ToList();
        Assert.Equal([second, first], ids);
        Assert.Equal(second, Text(Assert.Single(one.GetProperty("runs").EnumerateArray()), "runId"));
    }

    [Fact]
    public async Task Retries_nothing_when_nothing_failed()
    {
        var served = await ServeAsync();
        var runId = await served.StartRunAsync(json: JsonSerializer.Serialize(new { companyIds = new[] { AnyCompany } }));
        await served.UntilFinishedAsync(runId);

        var answer = await ReadAsync(await served.PostAsync($"/api/exports/{runId}/retry"), HttpStatusCode.Accepted);

        Assert.Equal(0, answer.GetProperty("companies").GetInt32());
        Assert.True((await served.GetAsync($"/api/exports/{runId}")).GetProperty("finished").GetBoolean());
    }

    [Theory]
    [InlineData("/api/exports/20200101T000000Z-schedule")]
    [InlineData("/api/exports/nonsense")]
    [InlineData("/api/exports/..%2F..%2Fetc")]
    public async Task Knows_only_runs_that_exist(string path)
    {
        var served = await ServeAsync();

        await AssertProblemAsync(await served.Http.GetAsync(path), HttpStatusCode.NotFound, "notFound");
        await AssertProblemAsync(await served.PostAsync(path + "/retry"), HttpStatusCode.NotFound, "notFound");
    }

    [Fact]
    public async Task Is_healthy_when_the_api_and_the_store_can_be_reached()
    {
        var served = await ServeAsync();

        var report = await served.GetAsync("/api/health");

        Assert.True(report.GetProperty("healthy").GetBoolean());
        Assert.Equal(["credentials", "role", "store"], report.GetProperty("checks").EnumerateArray().Select(check => Text(check, "name")));
    }

    [Fact]
    public async Task Is_not_healthy_with_wrong_credentials_and_starts_nothing()
    {
        var served = await ServeAsync(("Keepnet:ClientSecret", "wrong"));

        var report = await ReadAsync(await served.Http.GetAsync("/api/health"), HttpStatusCode.ServiceUnavailable);
        await AssertProblemAsync(await served.PostAsync("/api/exports"), HttpStatusCode.BadGateway, "authentication");

        Assert.False(report.GetProperty("healthy").GetBoolean());
        Assert.Equal(0, RunsInStore);
    }
}
