using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Simulator.Tests;

public sealed class FaultTests
{
    [Theory]
    [InlineData("throttle:1")]
    [InlineData("throttle-seconds:1")]
    [InlineData("throttle-date:1")]
    [InlineData("server-errors:1")]
    [InlineData("failed-in-200:1")]
    public async Task Spoils_a_request_twice_at_most_and_then_answers_it(string fault)
    {
        await using var test = await TenantTest.StartAsync(fault);

        var answers = new List<string>();
        for (var attempt = 1; attempt <= 3; attempt++)
            answers.Add(await (await test.Client.ReportsAsync(test.Company.Id)).TextAsync());

        Assert.All(answers.Take(2), answer => Assert.DoesNotContain("SUCCESS", answer, StringComparison.Ordinal));
        Assert.Contains(test.Data.RenderReports(test.Company.Id), answers[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throttles_without_saying_for_how_long()
    {
        await using var test = await TenantTest.StartAsync("throttle:1");

        var answer = await test.Client.ReportsAsync(test.Company.Id);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Null(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Throttles_for_a_second()
    {
        await using var test = await TenantTest.StartAsync("throttle-seconds:1");

        var answer = await test.Client.ReportsAsync(test.Company.Id);

        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Throttles_until_a_date_by_the_clock_of_the_tenant()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 7, 2, 10, 5, 0, TimeSpan.Zero));
        await using var test = await TenantTest.StartAsync(new SimulatorOptions { Faults = ["throttle-date:1"], TimeProvider = clock });

        var answer = await test.Client.ReportsAsync(test.Company.Id);

        Assert.Equal(clock.GetUtcNow().AddSeconds(2), answer.Headers.RetryAfter?.Date);
    }

    [Fact]
    public async Task Fails_with_every_kind_of_server_error()
    {
        await using var test = await TenantTest.StartAsync("server-errors:1");

        var statuses = new Dictionary<HttpStatusCode, string?>();
        foreach (var company in test.Data.OpenCompanies())
        {
            var answer = await test.Client.ReportsAsync(company.Id);
            statuses[answer.StatusCode] = answer.Content.Headers.ContentType?.MediaType;
        }

        Assert.Equal("application/json", statuses[HttpStatusCode.InternalServerError]);
        Assert.Equal("text/html", statuses[HttpStatusCode.BadGateway]);
        Assert.Equal("text/html", statuses[HttpStatusCode.ServiceUnavailable]);
        Assert.Equal("text/html", statuses[HttpStatusCode.GatewayTimeout]);
    }

    [Theory]
    [InlineData("cut:1")]
    [InlineData("reset:1")]
    public async Task Breaks_the_answer_off(string fault)
    {
        await using var test = await TenantTest.StartAsync(fault);

        foreach (var company in test.Data.OpenCompanies())
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => test.Client.CatalogueAsync(company.Id));
    }

    [Fact]
    public async Task Breaks_a_streamed_answer_off()
    {
        await using var test = await TenantTest.StartAsync(new SimulatorOptions { Faults = ["cut:1"], HugeWidgetBytes = 9_000_000 });

        await Assert.ThrowsAnyAsync<HttpRequestException>(
            () => test.Client.WidgetsAsync(test.Company.Id, test.Tenant.Options.HugeWidgetId));
    }

    [Fact]
    public async Task Dribbles_the_answer_and_leaves_it_whole()
    {
        await using var test = await TenantTest.StartAsync("slow:1");

        var answer = await test.Client.CatalogueAsync(test.Company.Id);

        Assert.Equal(test.Data.RenderCatalogue(test.Company.Id), await answer.DataAsync());
        Assert.Equal(["slow"], Assert.Single(test.Tenant.Calls.Requests).Faults);
    }

    [Fact]
    public async Task Revokes_a_token_for_every_call_until_there_is_a_new_one()
    {
        await using var test = await TenantTest.StartAsync("revoked-tokens:1");

        var first = await test.Client.ReportsAsync(test.Company.Id);
        var again = await test.Client.ReportsAsync(test.Company.Id);
        var other = await test.Client.GetAsync("api/companies/my");
        test.Client.UseToken(test.Tenant.IssueToken());
        var renewed = await test.Client.ReportsAsync(test.Company.Id);

        int[] refusals = [401, 306];
        Assert.All([first, again, other], answer => Assert.Contains((int)answer.StatusCode, refusals));
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
    }

    [Fact]
    public async Task Poisons_one_widget_for_good_alone_and_in_a_batch()
    {
        await using var test = await TenantTest.StartAsync("poison-widget");
        var poisoned = FaultProfiles.PoisonedWidgetId(test.Tenant.Options.Seed);
        var sound = test.Data.CatalogueWidgetIds(test.Company.Id).First(id => id != poisoned);

        for (var attempt = 1; attempt <= 4; attempt++)
        {
            Assert.Equal(HttpStatusCode.InternalServerError, (await test.Client.WidgetsAsync(test.Company.Id, poisoned)).StatusCode);
            Assert.Equal(HttpStatusCode.InternalServerError, (await test.Client.WidgetsAsync(test.Company.Id, sound, poisoned)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await test.Client.WidgetsAsync(test.Company.Id, sound)).StatusCode);
        }
    }

    [Fact]
    public async Task Says_failed_with_the_status_line_of_success()
    {
        await using var test = await TenantTest.StartAsync("failed-in-200:1");

        foreach (var company in test.Data.OpenCompanies())
        {
            var answer = await test.Client.ReportsAsync(company.Id);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(JsonValueKind.Null, (await answer.JsonAsync()).GetProperty("data").ValueKind);
        }
    }

    [Fact]
    public async Task Drifts_pages_so_that_rows_repeat_and_none_is_lost()
    {
        await using var test = await TenantTest.StartAsync("page-drift");

        var (ids, totals) = (new List<string>(), new List<int>());
        for (var (page, pages) = (1, 1); page <= pages; page++)
        {
            var answer = await test.Client.PostAsync("api/companies/search",
                TenantClient.AllCompanies.Replace("\"pageNumber\":1,\"pageSize\":100", $"\"pageNumber\":{page},\"pageSize\":5", StringComparison.Ordinal));
            var data = (await answer.JsonAsync()).GetProperty("data");
            pages = data.GetProperty("totalNumberOfPages").GetInt32();
            totals.Add(data.GetProperty("totalNumberOfRecords").GetInt32());
            ids.AddRange(data.GetProperty("results").EnumerateArray().Select(row => row.GetProperty("companyResourceId").GetString()!));
        }

        Assert.Equal(test.Data.TopLevelCompanies().Select(company => company.Id), ids.Distinct());
        Assert.True(ids.Distinct().Count() < ids.Count, "Rows repeat.");
        Assert.True(totals.Distinct().Count() > 1, "Totals move.");
    }

    [Theory]
    [InlineData("shape-b", "isSuccess", "data", "messages")]
    [InlineData("pascal-case", "Data", "Status", "Message", "ValidationMessages")]
    public async Task Wraps_answers_in_another_envelope(string fault, params string[] fields)
    {
        await using var test = await TenantTest.StartAsync(fault);

        var answer = await (await test.Client.ReportsAsync(test.Company.Id)).JsonAsync();

        Assert.Equal(fields, answer.EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public async Task Reorders_a_batch_and_leaves_one_widget_out_that_it_answers_singly()
    {
        await using var test = await TenantTest.StartAsync("reordered");
        string[] asked = [.. test.Data.CatalogueWidgetIds(test.Company.Id).Take(4)];

        var batch = await test.Client.WidgetsAsync(test.Company.Id, asked);
        var single = await test.Client.WidgetsAsync(test.Company.Id, asked[0]);

        Assert.Equal([asked[3], asked[2], asked[1]], await WidgetIdsAsync(batch));
        Assert.Equal([asked[0]], await WidgetIdsAsync(single));
    }

    [Fact]
    public async Task Leaves_the_id_out_of_a_single_widget()
    {
        await using var test = await TenantTest.StartAsync("ids-missing");
        string[] asked = [.. test.Data.CatalogueWidgetIds(test.Company.Id).Take(2)];

        var single = await test.Client.WidgetsAsync(test.Company.Id, asked[0]);
        var batch = await test.Client.WidgetsAsync(test.Company.Id, asked);

        Assert.Equal([null], await WidgetIdsAsync(single));
        Assert.Equal(asked, await WidgetIdsAsync(batch));
    }

    [Fact]
    public async Task Ignores_the_scope()
    {
        await using var test = await TenantTest.StartAsync("scope-ignored");

        var answer = await test.Client.WidgetsAsync(test.Company.Id, "k8PWY03vDPke");

        Assert.Equal($"[{test.Data.RenderWidget(test.Data.Reseller.Id, "k8PWY03vDPke", "Last3Months")}]", await answer.DataAsync());
    }

    [Fact]
    public async Task Mixes_two_companies_up_and_no_others()
    {
        await using var test = await TenantTest.StartAsync("mixed-up");
        var companies = test.Data.OpenCompanies().Take(3).ToList();

        var answers = new List<string>();
        foreach (var company in companies)
            answers.Add(await (await test.Client.WidgetsAsync(company.Id, "k8PWY03vDPke")).DataAsync());

        Assert.Equal(answers[0], answers[1]);
        Assert.Equal($"[{test.Data.RenderWidget(companies[2].Id, "k8PWY03vDPke", "Last3Months")}]", answers[2]);
    }

    [Theory]
    [InlineData("gone-company", HttpStatusCode.NotFound)]
    [InlineData("forbidden-company", HttpStatusCode.Forbidden)]
    public async Task Loses_the_first_company_only(string fault, HttpStatusCode status)
    {
        await using var test = await TenantTest.StartAsync(fault);
        var companies = test.Data.OpenCompanies().Take(2).ToList();

        Assert.Equal(status, (await test.Client.ReportsAsync(companies[0].Id)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await test.Client.ReportsAsync(companies[1].Id)).StatusCode);
    }

    [Fact]
    public async Task Loses_own_reports_between_list_and_detail()
    {
        await using var test = await TenantTest.StartAsync("gone-report");
        var company = test.Data.OpenCompanies().First(candidate => test.Data.ReportIds(candidate.Id).Count > 1);
        var reports = test.Data.ReportIds(company.Id);

        Assert.Equal(HttpStatusCode.OK, (await test.Client.GetAsync($"api/executive-report/{reports[0]}", company.Id)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await test.Client.GetAsync($"api/executive-report/{reports[1]}", company.Id)).StatusCode);
    }

    [Theory]
    [InlineData("ip-restricted", HttpStatusCode.Forbidden, "IP_RESTRICTED")]
    [InlineData("tokens-refused", HttpStatusCode.Unauthorized, "FAILED")]
    public async Task Refuses_every_call_but_the_token(string fault, HttpStatusCode status, string name)
    {
        await using var test = await TenantTest.StartAsync(fault);

        var token = await test.Client.TokenAsync();
        var answer = await test.Client.GetAsync("api/companies/my");

        Assert.Equal(HttpStatusCode.OK, token.StatusCode);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(name, await answer.StatusNameAsync());
    }

    [Fact]
    public async Task Is_something_else_than_keepnet()
    {
        await using var test = await TenantTest.StartAsync("not-keepnet");

        foreach (var answer in new[] { await test.Client.TokenAsync(), await test.Client.GetAsync("api/companies/my") })
            Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Hits_the_same_requests_for_the_same_seed()
    {
        Assert.Equal(await StatusesAsync(seed: 3), await StatusesAsync(seed: 3));
        Assert.NotEqual(await StatusesAsync(seed: 3), await StatusesAsync(seed: 4));
    }

    [Theory]
    [InlineData("nonsense", "There is no fault profile 'nonsense'")]
    [InlineData("throttle:2", "The probability in 'throttle:2' must be from 0 to 1.")]
    [InlineData("throttle:often", "The probability in 'throttle:often' must be from 0 to 1.")]
    public async Task Names_what_is_wrong_with_a_profile(string fault, string message)
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => TenantTest.StartAsync(fault));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(exception.Message, FaultProfiles.FindProblem([fault]));
    }

    [Theory]
    [InlineData("all")]
    [InlineData("all,throttle:0.5")]
    [InlineData("cut:0")]
    [InlineData("")]
    public void Finds_nothing_wrong_with_good_names(string faults) => Assert.Null(FaultProfiles.FindProblem([faults]));

    [Theory]
    [InlineData("not-keepnet")]
    [InlineData("ip-restricted")]
    [InlineData("tokens-refused")]
    [InlineData("scope-ignored")]
    [InlineData("mixed-up")]
    public void Leaves_out_of_all_what_no_client_survives(string name) => Assert.DoesNotContain(name, FaultPlan.Parse(["all"]).Keys);

    private static async Task<IEnumerable<string?>> WidgetIdsAsync(HttpResponseMessage answer) =>
        [.. (await answer.JsonAsync()).GetProperty("data").EnumerateArray()
            .Select(widget => widget.TryGetProperty("resourceId", out var id) ? id.GetString() : null)];

    private static async Task<string> StatusesAsync(int seed)
    {
        await using var test = await TenantTest.StartAsync(new SimulatorOptions { Seed = seed, Companies = 60, Faults = ["throttle", "server-errors"] });
        var statuses = new List<string>();
        foreach (var company in test.Data.OpenCompanies())
            statuses.Add(((int)(await test.Client.ReportsAsync(company.Id)).StatusCode).ToString(CultureInfo.InvariantCulture));
        return string.Join(' ', statuses);
    }
}
