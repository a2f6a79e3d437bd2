using Keepnet.Api.Authentication;
using Keepnet.Api.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Keepnet.Api.Tests;

public sealed class KeepnetApiRegistrationTests
{
    [Fact]
    public async Task Gives_everyone_the_same_client()
    {
        var api = new FakeKeepnet();
        var services = Services();
        services.AddHttpClient(KeepnetClient.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => api);
        await using var provider = services.BuildServiceProvider();

        var client = provider.GetRequiredService<KeepnetClient>();
        await client.GetIdentityAsync(CancellationToken.None);

        Assert.Same(client, provider.GetRequiredService<KeepnetClient>());
        Assert.Single(api.TokenCalls);
    }

    [Fact]
    public void The_network_handler_follows_no_redirects_keeps_no_cookies_and_checks_certificates()
    {
        var sockets = HandlerFor(new KeepnetApiOptions().BaseUrl);

        Assert.False(sockets.AllowAutoRedirect);
        Assert.False(sockets.UseCookies);
        Assert.Null(sockets.SslOptions.RemoteCertificateValidationCallback);
        Assert.NotEqual(Timeout.InfiniteTimeSpan, sockets.PooledConnectionLifetime);
    }

    [Theory]
    [InlineData("https://api.keepnetlabs.com", true)]
    [InlineData("https://localhost.example.test", true)]
    [InlineData("http://127.0.0.1:5000", false)]
    [InlineData("http://[::1]:5000", false)]
    [InlineData("http://localhost:5000/prefix", false)]
    public void A_proxy_is_asked_for_other_machines_only(string url, bool usesProxy) => Assert.Equal(usesProxy, HandlerFor(url).UseProxy);

    [Theory]
    [InlineData("http://api.keepnetlabs.com")]
    [InlineData("ftp://api.keepnetlabs.com")]
    [InlineData("api.keepnetlabs.com")]
    [InlineData("https://user:hidden@api.keepnetlabs.com")]
    [InlineData("https://api.keepnetlabs.com?x=1")]
    public void Refuses_an_unsafe_base_address_in_one_line_that_names_the_setting(string url)
    {
        var failure = FailureOf(options => options.BaseUrl = url);

        Assert.Contains("Keepnet:BaseUrl", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.example.test/prefix")]
    [InlineData("http://localhost:5000")]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://[::1]:5000")]
    public void Accepts_https_anywhere_and_http_on_this_machine(string url) => Assert.Equal(string.Empty, FailureOf(options => options.BaseUrl = url));

    [Fact]
    public void Says_the_key_the_value_and_what_is_allowed()
    {
        Assert.Equal("Keepnet:PageSize is 0; allowed is 1 to 1000.", FailureOf(options => options.PageSize = 0));
        Assert.Contains("Keepnet:DateFormat is 'wrong'", FailureOf(options => options.DateFormat = "wrong"), StringComparison.Ordinal);
        Assert.Contains("Keepnet:IdleTimeout is 00:00:00", FailureOf(options => options.IdleTimeout = TimeSpan.Zero), StringComparison.Ordinal);
        Assert.Equal(string.Empty, FailureOf(options => options.MaxCallsPerSecond = null));
    }

    private static SocketsHttpHandler HandlerFor(string url)
    {
        using var provider = Services().Configure<KeepnetApiOptions>(options => options.BaseUrl = url).BuildServiceProvider();
        var handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(KeepnetClient.HttpClientName);
        while (handler is DelegatingHandler outer)
        {
            handler = outer.InnerHandler!;
        }

        return Assert.IsType<SocketsHttpHandler>(handler);
    }

    private static string FailureOf(Action<KeepnetApiOptions> change)
    {
        using var provider = Services().Configure(change).BuildServiceProvider();
        try
        {
            return provider.GetRequiredService<IOptions<KeepnetApiOptions>>().Value is null ? "none" : string.Empty;
        }
        catch (OptionsValidationException failure)
        {
            return failure.Message;
        }
    }

    private static IServiceCollection Services() => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IClientCredentialsSource>(new FakeCredentials(new ClientCredentials("id", "a-secret")))
        .AddKeepnetApi();
}
