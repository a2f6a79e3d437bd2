using System.IO.Compression;
using System.Net;

namespace Keepnet.Simulator.Tests;

public sealed class WireTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Compresses_a_body_when_the_client_accepts_it(string encoding)
    {
        await using var test = await TenantTest.StartAsync();

        var answer = await CatalogueAsync(test, encoding);

        Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
        using var reader = new StreamReader(Decoder(await answer.Content.ReadAsStreamAsync(), encoding));
        Assert.Contains(test.Data.RenderCatalogue(test.Company.Id), await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_a_small_body_as_it_is()
    {
        await using var test = await TenantTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/executive-report/unknown");
        request.Headers.Add("Accept-Encoding", "gzip, br");

        var answer = await test.Client.SendAsync(request, test.Company.Id);

        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("")]
    [InlineData("br")]
    public async Task Streams_a_huge_widget(string encoding)
    {
        const long bytes = 6_000_000;
        await using var test = await TenantTest.StartAsync(new SimulatorOptions { HugeWidgetBytes = bytes });
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/executive-report/get-widget-datas")
        {
            Content = new StringContent(TenantClient.WidgetRequest("LastMonth", test.Tenant.Options.HugeWidgetId), null, "application/json"),
        };
        request.Headers.Add("Accept-Encoding", encoding);

        var answer = await test.Client.SendAsync(request, test.Company.Id);

        using var reader = new StreamReader(Decoder(await answer.Content.ReadAsStreamAsync(), encoding));
        var text = await reader.ReadToEndAsync();
        Assert.True(text.Length > bytes * 0.9, "As long as asked for.");
        Assert.Contains(test.Data.RenderWidget(test.Company.Id, test.Tenant.Options.HugeWidgetId, "LastMonth")!, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throttles_calls_beyond_the_rate_limit()
    {
        await using var test = await TenantTest.StartAsync(new SimulatorOptions { RateLimitPerSecond = 3 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => test.Client.ReportsAsync(test.Company.Id)));

        Assert.Contains(answers, answer => answer.StatusCode is HttpStatusCode.OK);
        Assert.Contains(answers, answer => answer.StatusCode is HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Stops_while_a_call_is_waiting()
    {
        var test = await TenantTest.StartAsync(new SimulatorOptions { Latency = TimeSpan.FromMinutes(10) });
        var call = test.Client.ReportsAsync(test.Company.Id);
        while (test.Tenant.Calls.PeakConcurrency == 0)
            await Task.Yield();

        await test.Tenant.DisposeAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => call);
        await test.DisposeAsync();
    }

    [Fact]
    public async Task Waits_for_the_end_without_an_exception()
    {
        await using var test = await TenantTest.StartAsync();
        using var stop = new CancellationTokenSource();

        var waiting = test.Tenant.WaitForShutdownAsync(stop.Token);
        await stop.CancelAsync();

        await waiting;
    }

    private static async Task<HttpResponseMessage> CatalogueAsync(TenantTest test, string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/executive-report/metrics");
        request.Headers.Add("Accept-Encoding", encoding);
        return await test.Client.SendAsync(request, test.Company.Id);
    }

    private static Stream Decoder(Stream body, string encoding) => encoding switch
    {
        "br" => new BrotliStream(body, CompressionMode.Decompress),
        "gzip" => new GZipStream(body, CompressionMode.Decompress),
        _ => body,
    };
}
