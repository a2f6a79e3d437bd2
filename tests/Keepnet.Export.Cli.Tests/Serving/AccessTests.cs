using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Keepnet.Export.Cli.Serving;
using Keepnet.Export.Settings;
using static Keepnet.Export.Cli.Tests.Serving.ServedExporter;

namespace Keepnet.Export.Cli.Tests.Serving;

/// <summary>Who may call.</summary>
public sealed class AccessTests : ServeTests
{
    private const string Key = "a-key-of-some-length";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a-key-of-some-lengt")]
    [InlineData("A-KEY-OF-SOME-LENGTH")]
    public async Task Lets_nobody_in_without_the_key(string? key)
    {
        var served = await ServeAsync(("Serve:ApiKey", Key));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/exports");
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("x-api-key", key);
        }

        var answer = await served.Http.SendAsync(request);

        await AssertProblemAsync(answer, HttpStatusCode.Unauthorized, "unauthorized");
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [InlineData("/api/exports")]
    [InlineData("//api/exports")]
    [InlineData("/API/Exports")]
    [InlineData("/%61pi/exports")]
    [InlineData("/api%2Fexports")]
    [InlineData("/./api/exports")]
    [InlineData("/x/../api/exports")]
    [InlineData("/api/companies/a%2Fb/exports/latest")]
    [InlineData("/nothing")]
    public async Task No_spelling_of_a_path_needs_no_key(string path)
    {
        var served = await ServeAsync(("Serve:ApiKey", Key));

        Assert.StartsWith("HTTP/1.1 401 ", await RawAsync(served, $"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_keys_are_no_key()
    {
        var served = await ServeAsync(("Serve:ApiKey", Key));

        var answer = await RawAsync(served, $"GET /api/exports HTTP/1.1\r\nHost: localhost\r\nx-api-key: {Key}\r\nx-api-key: other\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 401 ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host: \r\n")]
    [InlineData("Host: 127.0.0.1.\r\n")]
    [InlineData("Host: localhost.rebound.example\r\n")]
    [InlineData("Host: localhost\r\nOrigin: null\r\n")]
    [InlineData("Host: localhost\r\nOrigin: http://localhost:1\r\n")]
    [InlineData("Host: localhost\r\nOrigin: https://localhost\r\n")]
    public async Task A_browser_is_kept_out_whatever_site_it_comes_from(string headers)
    {
        var served = await ServeAsync();

        Assert.StartsWith("HTTP/1.1 403 ", await RawAsync(served, $"GET /api/exports HTTP/1.1\r\n{headers}\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_and_targets_without_end_are_refused()
    {
        var served = await ServeAsync();

        var headers = await RawAsync(served, $"GET /api/exports HTTP/1.1\r\nHost: localhost\r\nx: {new string('x', 40_000)}\r\n\r\n");
        var target = await RawAsync(served, $"GET /api/exports?x={new string('x', 20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 431 ", headers, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 414 ", target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_the_key_in_either_header()
    {
        var served = await ServeAsync(("Serve:ApiKey", Key));
        using var header = new HttpRequestMessage(HttpMethod.Get, "/api/exports") { Headers = { { "x-api-key", Key } } };
        using var bearer = new HttpRequestMessage(HttpMethod.Get, "/api/health") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Key) } };

        Assert.Equal(HttpStatusCode.OK, (await served.Http.SendAsync(header)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await served.Http.SendAsync(bearer)).StatusCode);
    }

    [Theory]
    [InlineData("localhost:5081", HttpStatusCode.OK)]
    [InlineData("[::1]:5081", HttpStatusCode.OK)]
    [InlineData("rebound.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.rebound.example", HttpStatusCode.Forbidden)]
    public async Task Answers_without_a_key_to_names_of_this_machine_only(string host, HttpStatusCode status)
    {
        var served = await ServeAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/exports") { Headers = { Host = host } };

        var answer = await served.Http.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Refuses_requests_that_another_web_site_sends()
    {
        var served = await ServeAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/exports") { Headers = { { "Origin", "https://elsewhere.example" } } };

        await AssertProblemAsync(await served.Http.SendAsync(request), HttpStatusCode.Forbidden, "forbidden");

        Assert.Equal(0, RunsInStore);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5081")]
    [InlineData("http://*:5081")]
    [InlineData("http://127.0.0.1:5081;http://192.168.1.5:5081")]
    public void Listens_to_other_machines_with_a_key_only(string urls)
    {
        var exception = Assert.Throws<InvalidSettingsException>(() => ListenAddresses.Parse(urls, apiKey: null));

        Assert.Contains("Serve:ApiKey", Assert.Single(exception.Problems), StringComparison.Ordinal);
        Assert.False(ListenAddresses.Parse(urls, Key).IsLoopbackOnly);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5081")]
    [InlineData("https://127.0.0.1:5081")]
    [InlineData("http://127.0.0.1:5081/base")]
    [InlineData("http://127.0.0.1:80000")]
    public void Refuses_what_is_no_address(string urls) =>
        Assert.Throws<InvalidSettingsException>(() => ListenAddresses.Parse(urls, Key));

    [Fact]
    public async Task Refuses_a_short_key_without_telling_it()
    {
        var exception = await Assert.ThrowsAsync<InvalidSettingsException>(() => ServeAsync(("Serve:ApiKey", "short-secret")));

        Assert.DoesNotContain("short-secret", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>What a client sends that keeps to no rules; the answer as it came, as far as it came.</summary>
    private static async Task<string> RawAsync(ServedExporter served, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, served.Http.BaseAddress!.Port);
        var stream = client.GetStream();
        var answer = new byte[4096];
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        }
        catch (IOException)
        {
            // Refused before it was all sent: the answer is there all the same.
        }

        return Encoding.ASCII.GetString(answer, 0, await stream.ReadAsync(answer));
    }

    [Fact]
    public async Task Shows_a_page_that_runs_nothing_but_its_own_script()
    {
        var served = await ServeAsync(("Serve:ApiKey", Key));

        var answer = await served.Http.GetAsync("/");

        var page = await answer.Content.ReadAsStringAsync();
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("default-src 'none'; script-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", page, StringComparison.Ordinal);
    }
}
