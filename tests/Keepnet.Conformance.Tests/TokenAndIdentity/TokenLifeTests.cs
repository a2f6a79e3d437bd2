using System.Collections.Concurrent;
using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.TokenAndIdentity;

/// <summary>API §1, "Lifetime" and "Renewal": tokens that die early, late, or say nonsense of themselves.</summary>
public sealed class TokenLifeTests
{
    [Theory]
    [InlineData("3600")]
    [InlineData("\"3600\"")]
    [InlineData("3600.5")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("null")]
    [InlineData("\"soon\"")]
    [InlineData("1e400")]
    [InlineData("\"NaN\"")]
    [InlineData("[]")]
    public async Task A_lifetime_in_any_form_costs_no_more_than_one_token(string expiresIn)
    {
        await using var bench = new Bench(speed: 1);
        bench.Tenant.TokenDetails = $",\"expires_in\":{expiresIn}";

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(1, run.Asked(Call.Token));
    }

    [Fact]
    public async Task A_token_without_a_lifetime_is_used()
    {
        await using var bench = new Bench(speed: 1);
        bench.Tenant.TokenDetails = "";

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(1, run.Asked(Call.Token));
    }

    [Theory]
    [InlineData(0, 3600)]
    [InlineData(4102444800, 4102448400)]
    public async Task A_local_clock_that_is_years_off_does_not_matter(long issuedAt, long expiresAt)
    {
        await using var bench = new Bench(speed: 1);
        bench.Tenant.Claims = $$"""{"role":"Reseller","iat":{{issuedAt}},"exp":{{expiresAt}}}""";

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(1, run.Asked(Call.Token));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(306)]
    public async Task A_refused_token_is_replaced_once_and_the_call_replayed(int status)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (request, usual) => request.Try == 1 ? WireAnswer.Failure(status, "FAILED", "Unauthorized") : usual);

        var run = await bench.ExportAsync();

        run.Succeeded();
        var tries = run.Requests.Where(request => request is { Call: Call.Reports, Company: "c1" }).ToList();
        Assert.Equal((2, 2), (run.Asked(Call.Token), tries.Count));
        Assert.NotEqual(tries[0].Authorization, tries[1].Authorization);
    }

    [Fact]
    public async Task Tokens_that_die_after_a_few_calls_cost_no_data()
    {
        await using var bench = new Bench("c1", "c2");
        var uses = new ConcurrentDictionary<string, int>();
        WireAnswer Refuse(WireRequest request, WireAnswer usual) =>
            uses.AddOrUpdate(request.Authorization!, 1, (_, before) => before + 1) > 3 ? WireAnswer.Failure(401, "FAILED") : usual;
        foreach (var call in new[] { Call.Companies, Call.Reports, Call.Detail, Call.Catalogue, Call.Widgets })
        {
            bench.Api.On(call, Refuse);
        }

        var run = await bench.ExportAsync(("Export:MaxConcurrency", "1"));

        run.Succeeded();
        Assert.Equal(["w1", "w2"], run.Widgets("c2"));
        Assert.InRange(run.Asked(Call.Token), 3, 6);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(306)]
    public async Task A_second_refusal_stops_the_run_which_goes_on_when_it_is_resumed(int status)
    {
        await using var bench = new Bench("c1", "c2");
        bench.Api.OnAll([Call.Catalogue], (_, _) => WireAnswer.Failure(status, "FAILED", "Unauthorized"));
        var stopped = await bench.ExportAsync(("Export:MaxConcurrency", "1"));
        bench.Api.OnAll([Call.Catalogue], (_, usual) => usual);

        var resumed = await bench.ResumeAsync();

        stopped.Stopped("authentication", "GET /api/executive-report/metrics");
        Assert.Equal((2, 0), (stopped.Asked(Call.Catalogue, "c1"), stopped.Journal.Count));
        resumed.Succeeded();
        Assert.Equal((stopped.Document.RunId, 0), (resumed.Document.RunId, resumed.Asked(Call.Companies)));
        Assert.Equal(2, resumed.Summary!.Companies.Succeeded);
    }

    [Fact]
    public async Task Every_token_refused_from_the_start_stops_the_run_without_a_plan()
    {
        await using var bench = new Bench();
        bench.Api.On(Call.Companies, WireAnswer.Failure(401, "FAILED", "Unauthorized"));

        var run = await bench.ExportAsync();

        run.Stopped("authentication", "POST /api/companies/search");
        Assert.Equal((RunOutcome.Stopped, null, 2), (run.Document.Outcome, run.Document.RunId, run.Asked(Call.Companies)));
        Assert.Empty(run.Paths);
    }
}
