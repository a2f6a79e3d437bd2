using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.Transport;

/// <summary>Servers that go silent or never finish. The exporter's clock runs fast; nothing here depends on how fast.</summary>
public sealed class TimeoutTests
{
    [Theory]
    [InlineData(Call.Companies)]
    [InlineData(Call.Reports)]
    [InlineData(Call.Widgets)]
    public async Task Silence_in_the_middle_of_a_body_is_given_up_and_the_call_tried_again(object call)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([(Call)call], (request, usual) => request.Try == 1 ? usual.Cut(20, Framing.ContentLength, Ending.Stall) : usual);

        var run = await bench.ExportAsync(("Keepnet:IdleTimeout", "00:01:40"), ("Keepnet:MaxRetries", "10"));

        run.Succeeded();
        Assert.Equal(["w1", "w2"], run.Widgets("c1"));
        Assert.True(run.Asked((Call)call) > 1);
    }

    [Fact]
    public async Task Silence_before_the_first_byte_fails_the_company_when_it_lasts_and_says_how_long_it_was_waited_for()
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, _) => WireAnswer.Silence(Ending.Stall));

        var run = await bench.ExportAsync(("Keepnet:IdleTimeout", "00:01:40"), ("Keepnet:MaxRetries", "1"), ("Export:MaxDeliveries", "1"));

        var entry = run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, "unavailable");
        Assert.Contains("nothing arrived for 100 s", entry.Reason, StringComparison.Ordinal);
        Assert.Equal(2, run.Asked(Call.Reports, "c1"));
    }

    [Fact]
    public async Task A_body_that_drips_for_ever_is_given_up_although_it_is_never_silent()
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (request, usual) => request.Try == 1
            ? usual.With(text => new string(' ', 100_000) + text) with { Drip = TimeSpan.FromMilliseconds(1) }
            : usual);

        var run = await bench.ExportAsync(("Keepnet:RequestTimeout", "00:02:30"), ("Keepnet:MaxRetries", "10"));

        run.Succeeded();
        Assert.True(run.Asked(Call.Reports, "c1") > 1);
    }

    [Fact]
    public async Task An_error_whose_body_never_comes_keeps_the_meaning_of_its_status()
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, _) => WireAnswer.Failure(404, "FAILED").Cut(5, Framing.ContentLength, Ending.Stall));

        var run = await bench.ExportAsync(("Keepnet:IdleTimeout", "00:01:40"));

        run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, "notFound");
    }
}
