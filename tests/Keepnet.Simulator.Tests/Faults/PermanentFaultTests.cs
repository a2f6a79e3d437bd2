using System.Net;

namespace Keepnet.Simulator.Tests;

public sealed class PermanentFaultTests
{
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
    [InlineData("mixed-up-first")]
    [InlineData("cached")]
    public async Task Gives_one_company_what_is_another_ones(string fault)
    {
        await using var test = await TenantTest.StartAsync(new SimulatorOptions { EmbedCompanyIds = true, Faults = [fault] });
        var ids = test.Data.OpenCompanies().Select(company => company.Id).Take(2).ToList();
        var (asked, owner) = fault == "cached" ? (ids[1], ids[0]) : (ids[0], ids[1]);

        await test.Client.WidgetsAsync(owner, "k8PWY03vDPke");
        var answer = await (await test.Client.WidgetsAsync(asked, "k8PWY03vDPke")).DataAsync();

        Assert.Equal($"[{test.Data.RenderWidget(owner, "k8PWY03vDPke", "Last3Months")}]", answer);
        Assert.Contains(owner, answer, StringComparison.Ordinal);
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
}
