using System.Text;
using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.Transport;

/// <summary>Answers that are hardly HTTP, or none at all.</summary>
public sealed class BrokenHttpTests
{
    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(500)]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(599)]
    public async Task A_gateway_that_fails_is_tried_again_and_then_fails_the_company(int status)
    {
        await using var bench = new Bench("c1", "c2");
        bench.Api.On(Call.Reports, (request, usual) => request.Company == "c1" || request is { Company: "c2", Try: <= 4 } ? WireAnswer.Html(status) : usual);

        var run = await bench.ExportAsync(("Export:MaxDeliveries", "1"));

        var entry = run.Ended(RunOutcome.Partial, exitCode: 1).Company("c1", ExportOutcome.Failed, "unavailable");
        run.Company("c2", ExportOutcome.Succeeded);
        Assert.Contains($"POST /api/executive-report/search for company c1 was answered with HTTP {status}, try 5.", entry.Reason, StringComparison.Ordinal);
        Assert.Equal((5, 5), (run.Asked(Call.Reports, "c1"), run.Asked(Call.Reports, "c2")));
    }

    [Theory]
    [InlineData(Ending.Close)]
    [InlineData(Ending.Reset)]
    public async Task A_connection_that_ends_without_an_answer_is_tried_again_on_every_call(object ending)
    {
        await using var bench = new Bench("c1", "c2");
        foreach (var call in new[] { Call.Token, Call.Companies, Call.Reports, Call.Detail, Call.Catalogue, Call.Widgets })
        {
            bench.Api.Once(call, WireAnswer.Silence((Ending)ending));
        }

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(2, run.Summary!.Companies.Succeeded);
    }

    [Theory]
    [InlineData("This is no HTTP\r\n\r\n")]
    [InlineData("HTTP/1.1 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n{}\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200")]
    [InlineData("HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("\0\0\0")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n")]
    public async Task What_is_hardly_HTTP_is_tried_again_and_no_data_of_it_is_used(string bytes)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (request, usual) => request.Try == 1
            ? new WireAnswer { Raw = Encoding.Latin1.GetBytes(bytes), Ending = Ending.Close }
            : usual);

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Single(run.Elements("c1", "reports.json"));
        Assert.InRange(run.Asked(Call.Reports, "c1"), 2, 3);
    }

    [Fact]
    public async Task A_length_that_is_too_short_is_no_whole_answer()
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (request, usual) => request.Try > 1
            ? usual
            : usual with { Raw = Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {usual.Body.Length - 5}\r\n\r\n{usual.Text}") });

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(2, run.Asked(Call.Reports, "c1"));
    }

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: ;;;\r\nRetry-After: x\r\nX-Odd: \u00ff\u00fe\r\nX-Odd: again\r\nConnection: close\r\n\r\n")]
    public async Task Old_fashioned_and_chatty_servers_are_understood(string head)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, usual) => new WireAnswer { Raw = [.. Encoding.Latin1.GetBytes(head), .. usual.Body], Ending = Ending.Close });

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Single(run.Elements("c1", "reports.json"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Headers_without_end_are_given_up_and_never_fetched_again(bool oneLine)
    {
        await using var bench = new Bench("c1", "c2");
        var headers = oneLine ? [$"X-Flood: {new string('x', 2_000_000)}"] : Enumerable.Repeat($"X-Flood: {new string('x', 100)}", 20_000).ToList();
        bench.Api.On(Call.Reports, (request, usual) => request.Company == "c1" ? usual with { Headers = headers, Ending = Ending.Close } : usual);

        var run = await bench.ExportAsync();

        var entry = run.Ended(RunOutcome.Partial, exitCode: 1).Company("c1", ExportOutcome.Failed, "protocol");
        run.Company("c2", ExportOutcome.Succeeded);
        Assert.Contains("the headers of its answer are too large", entry.Reason, StringComparison.Ordinal);
        Assert.Equal(1, run.Asked(Call.Reports, "c1"));
    }

    [Fact]
    public async Task A_server_that_is_not_there_stops_the_run_with_the_call_that_found_out()
    {
        await using var bench = new Bench();
        var nobody = new WireServer(_ => WireAnswer.Html(500));
        var address = nobody.Address.ToString();
        await nobody.DisposeAsync();

        var run = await bench.ExportAsync(("Keepnet:BaseUrl", address));

        run.Stopped("unavailable", "POST /connect/token got no answer: http://127.0.0.1");
        Assert.Empty(run.Paths);
    }

    [Theory]
    [InlineData("base")]
    [InlineData("base/")]
    public async Task A_base_address_with_a_path_is_kept_before_every_call(string path)
    {
        await using var bench = new Bench();
        await using var gateway = new WireServer(request => bench.Tenant.Answer(request with { Path = request.Path["/base".Length..] }));

        var run = await bench.ExportAsync(("Keepnet:BaseUrl", $"{gateway.Address}{path}"));

        run.Succeeded();
        Assert.All(gateway.Requests, request => Assert.StartsWith("/base/", request.Path, StringComparison.Ordinal));
    }
}
