using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.Transport;

/// <summary>Redirects: followed on the same host, never anywhere else, and the token goes nowhere else.</summary>
public sealed class RedirectTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_on_the_same_host_is_followed_with_method_body_scope_and_token(int status)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, _) => WireAnswer.Redirect(status, "/moved/reports?x=1"));
        bench.Api.On(Call.Other, request => WireAnswer.Data(bench.Tenant.Reports(request.Company!)));

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Single(run.Elements("c1", "reports.json"));
        var (before, after) = (run.Requests.Single(request => request is { Call: Call.Reports, Company: "c1" }), run.Requests.Single(request => request.Call == Call.Other));
        Assert.Equal(
            (before.Method, before.Text, before.Company, before.Authorization, "/moved/reports?x=1"),
            (after.Method, after.Text, after.Company, after.Authorization, after.Path));
    }

    [Fact]
    public async Task A_redirect_to_another_port_is_refused_and_nothing_is_sent_there()
    {
        await using var elsewhere = new WireTenant("c1");
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (request, _) => WireAnswer.Redirect(307, $"{elsewhere.Address.ToString().TrimEnd('/')}{request.Path}"));

        var run = await bench.ExportAsync();

        var entry = run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, "protocol");
        Assert.Contains("a redirect to another address", entry.Reason, StringComparison.Ordinal);
        Assert.Equal((0, 1), (elsewhere.Requests.Count, run.Asked(Call.Reports, "c1")));
    }

    [Theory]
    [InlineData("https://127.0.0.1:{port}/api/executive-report/search")]
    [InlineData("http://localhost:{port}/api/executive-report/search")]
    [InlineData("http://example.test/")]
    [InlineData("http://{host}@example.test/")]
    [InlineData("//example.test/api")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1:{port}/")]
    public async Task A_redirect_to_another_host_or_scheme_is_refused_at_once(string location)
    {
        await using var bench = new Bench();
        var target = location.Replace("{port}", $"{bench.Api.Address.Port}", StringComparison.Ordinal).Replace("{host}", bench.Api.Address.Authority, StringComparison.Ordinal);
        bench.Api.OnAll([Call.Reports], (_, _) => WireAnswer.Redirect(308, target));

        var run = await bench.ExportAsync();

        var entry = run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, "protocol");
        Assert.Contains("which is not followed", entry.Reason, StringComparison.Ordinal);
        Assert.Equal(1, run.Asked(Call.Reports, "c1"));
    }

    [Fact]
    public async Task A_redirect_that_turns_a_POST_into_a_GET_is_refused()
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, _) => WireAnswer.Redirect(303, "/elsewhere"));

        var run = await bench.ExportAsync();

        Assert.Contains("turns a POST into a GET", run.Company("c1", ExportOutcome.Failed, "protocol").Reason, StringComparison.Ordinal);
        Assert.Equal(0, run.Asked(Call.Other));
    }

    [Theory]
    [InlineData("/api/executive-report/search", "more than 5 redirects")]
    [InlineData(null, "a redirect without a target")]
    public async Task A_redirect_that_leads_nowhere_is_refused(string? location, string reason)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, _) => location is null ? WireAnswer.Nothing(302) : WireAnswer.Redirect(302, location));

        var run = await bench.ExportAsync();

        Assert.Contains(reason, run.Company("c1", ExportOutcome.Failed, "protocol").Reason, StringComparison.Ordinal);
        Assert.Equal(location is null ? 1 : 6, run.Asked(Call.Reports, "c1"));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(304)]
    [InlineData(305)]
    public async Task Other_answers_of_that_kind_are_no_data(int status)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, _) => WireAnswer.Redirect(status, "/elsewhere"));

        var run = await bench.ExportAsync(("Export:MaxDeliveries", "1"));

        run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, "protocol");
        Assert.Equal(0, run.Asked(Call.Other));
    }
}
