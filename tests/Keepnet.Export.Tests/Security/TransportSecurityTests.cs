using System.Net;
using Keepnet.Export.Runs;
using Keepnet.Export.Settings;
using Keepnet.Export.Tests.Support;
using Keepnet.Export.Tests.Vault;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;

namespace Keepnet.Export.Tests.Security;

/// <summary>The exporter's own HTTP stack against servers that must not be trusted.</summary>
public sealed class TransportSecurityTests
{
    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_gets_nothing_and_is_told_of()
    {
        var requests = 0;
        using var certificate = SelfSignedCertificate.Create();
        await using var server = Server(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        server.Run(_ =>
        {
            Interlocked.Increment(ref requests);
            return Task.CompletedTask;
        });
        await server.StartAsync();
        await using var exporter = ExporterFor(server.Urls.Single());

        var summary = await exporter.RunAsync();

        Assert.Equal((RunOutcome.Stopped, "unavailable"), (summary.Outcome, summary.Code));
        Assert.Contains("is not trusted, or TLS failed otherwise", summary.Reason, StringComparison.Ordinal);
        Assert.Contains("no setting turns the check off", summary.Reason, StringComparison.Ordinal);
        Assert.Equal(0, requests);
    }

    [Theory]
    [InlineData("Keepnet:IgnoreCertificate")]
    [InlineData("Keepnet:TrustServerCertificate")]
    [InlineData("Keepnet:Insecure")]
    [InlineData("Keepnet:CheckCertificate")]
    public void No_setting_turns_the_check_off(string key)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [key] = "true" }).Build();

        var exception = Assert.Throws<InvalidSettingsException>(() => ExportSettings.Read(configuration));

        Assert.StartsWith($"{key} is not a setting", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://api.keepnetlabs.com")]
    [InlineData("http://10.0.0.1")]
    [InlineData("http://localhost.example.test")]
    [InlineData("ftp://localhost")]
    [InlineData("file:///etc/passwd")]
    public void Nothing_but_https_leaves_this_machine(string baseUrl)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Keepnet:BaseUrl"] = baseUrl }).Build();

        var exception = Assert.Throws<InvalidSettingsException>(() => ExportSettings.Read(configuration));

        Assert.Contains($"Keepnet:BaseUrl is '{baseUrl}'; allowed: an https address", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_without_end_are_given_up_at_once()
    {
        var requests = 0;
        await using var server = Server(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server.Run(context =>
        {
            Interlocked.Increment(ref requests);
            context.Response.Headers["x-long"] = new string('x', 100_000);
            return Task.CompletedTask;
        });
        await server.StartAsync();
        await using var exporter = ExporterFor(server.Urls.Single());

        var summary = await exporter.RunAsync();

        Assert.Equal((RunOutcome.Stopped, "protocol", 1), (summary.Outcome, summary.Code, requests));
        Assert.Contains("the headers of its answer are too large", summary.Reason, StringComparison.Ordinal);
    }

    private static WebApplication Server(Action<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions> listen)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(listen);
        return builder.Build();
    }

    private static Exporter ExporterFor(string baseUrl) => new(
        new Dictionary<string, string?>
        {
            ["Keepnet:BaseUrl"] = baseUrl,
            ["Keepnet:ClientId"] = "exporter-01",
            ["Keepnet:ClientSecret"] = "s3cr3t-of-the-client",
            ["Keepnet:MaxRetries"] = "1",

            // The clock is fast; a busy machine is not.
            ["Keepnet:RequestTimeout"] = "1.00:00:00",
            ["Keepnet:IdleTimeout"] = "1.00:00:00",
        },
        new MemoryStore(),
        new FastClock());
}
