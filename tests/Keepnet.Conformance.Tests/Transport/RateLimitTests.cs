using System.Collections.Concurrent;
using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.Transport;

/// <summary>API §2 and §9 row 18: 429 with any Retry-After, or none.</summary>
public sealed class RateLimitTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("2")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    [InlineData("Wed, 01 Jan 2020 00:00:00 GMT")]
    [InlineData("Wed, 01 Jul 2026 02:00:30 GMT")]
    [InlineData("01/07/2026 02:00")]
    public async Task A_refusal_is_waited_for_whatever_it_asks_and_costs_no_company(string? retryAfter)
    {
        await using var bench = new Bench("c1", "c2");
        bench.Api.OnAll([Call.Reports, Call.Widgets], (request, usual) => request.Try == 1 ? WireAnswer.Throttled(retryAfter) : usual);

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal((2, 4L), (run.Summary!.Companies.Succeeded, run.Summary.Throttled));
        Assert.All(run.Manifests.Values, manifest => Assert.Equal((2L, 2L), (manifest.Api.Throttled, manifest.Api.Retries)));
    }

    [Fact]
    public async Task A_limit_that_lasts_an_hour_puts_companies_off_and_loses_none()
    {
        await using var bench = new Bench(speed: 5_000, "c1", "c2", "c3");
        var refusals = 0;
        bench.Api.OnAll([Call.Reports], (request, usual) =>
            request is { Company: "c2", Try: 1 } && Interlocked.Increment(ref refusals) == 1 ? WireAnswer.Throttled("3600") : usual);
        var before = bench.Now;

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal((3, 1L), (run.Summary!.Companies.Succeeded, run.Summary.Throttled));
        Assert.True(bench.Now - before >= TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Nothing_at_all_is_called_while_a_limit_lasts_an_hour()
    {
        await using var bench = new Bench(speed: 5_000, "c1", "c2", "c3");
        var refusals = new ConcurrentQueue<DateTimeOffset>();
        var after = new ConcurrentQueue<DateTimeOffset>();
        bench.Api.OnEvery(() =>
        {
            if (!refusals.IsEmpty)
            {
                after.Enqueue(bench.Now);
            }
        });
        bench.Api.OnAll([Call.Reports], (request, usual) =>
        {
            if (request is not { Company: "c2", Try: 1 })
            {
                return usual;
            }

            refusals.Enqueue(bench.Now);
            return WireAnswer.Throttled("3600");
        });

        // One company at once: its first call is alone on the way.
        var run = await bench.ExportAsync(("Export:MaxConcurrency", "1"));

        run.Succeeded();
        var refusedAt = Assert.Single(refusals);
        Assert.NotEmpty(after);
        Assert.All(after, time => Assert.True(time >= refusedAt.AddHours(1), $"{time - refusedAt} after the refusal."));
    }

    [Fact]
    public async Task A_limit_that_outlasts_the_time_of_a_company_fails_it_and_says_so()
    {
        await using var bench = new Bench(speed: 5_000);
        bench.Api.OnAll([Call.Reports], (_, _) => WireAnswer.Throttled("3600"));

        var run = await bench.ExportAsync(("Export:CompanyTimeBudget", "02:00:00"));

        var entry = run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, "throttled");
        Assert.Contains("HTTP 429", entry.Reason, StringComparison.Ordinal);
        Assert.Contains("Too many requests", entry.Reason, StringComparison.Ordinal);
    }
}
