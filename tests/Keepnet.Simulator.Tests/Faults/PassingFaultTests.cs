using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Simulator.Tests;

public sealed class PassingFaultTests
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
}
