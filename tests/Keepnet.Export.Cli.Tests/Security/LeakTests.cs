using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Keepnet.Export.Cli.Serving;
using Keepnet.Export.Cli.Tests.Hosting;
using Keepnet.Export.Cli.Tests.Support;
using Keepnet.Export.Tests.Support;
using Keepnet.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Cli.Tests.Security;

/// <summary>Whole faulty runs, and everything that came out of them searched for what must not be there.</summary>
public sealed class LeakTests : CliTest
{
    private const string ClientSecret = "s3cr+t=&/of\"the client<7F3A>";
    private const string PrivacyKey = "pr1vacy+key/of=the&pseudonyms";
    private const string ApiKey = "serve-k3y+of/some=length&more";
    private const string AccountKey = "c3RvcmFnZS1rZXktb2YtdGhlLWFjY291bnQtMTIzNDU2Nzg5MA==";
    private const string Signature = "s1gnature+of/the=container";

    private readonly ConcurrentQueue<(string Place, string Text)> _seen = new();

    [Fact]
    public async Task A_faulty_run_tells_nobody_the_secret_a_token_or_an_address()
    {
        await using var tenant = await StartTenantAsync(Options());
        await using var gateway = await TellTale.StartAsync(tenant);
        await using var collector = await FakeCollector.StartAsync();
        var settings = Settings(tenant, gateway);
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url;
        settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";

        See("export", await CliProcess.RunAsync(Folder, settings, "export", "--verbose", "--json", "--out", "./exports"));
        See("doctor", await CliProcess.RunAsync(Folder, settings, "doctor", "--out", "./exports"));
        See("verify", await CliProcess.RunAsync(Folder, settings, "verify", "--json", "--out", "./exports"));
        SeeFiles(isAttemptToo: false);
        SeeAll("the collector", collector.Received.Select(received => received.Body));

        Assert.True(gateway.Quoted > 5, $"{gateway.Quoted} quoted.");
        Assert.Contains(_seen, seen => seen.Place.EndsWith("summary.json", StringComparison.Ordinal));
        AssertNothingOf([new("the client secret", ClientSecret), .. Tokens(gateway), .. Addresses(gateway)]);
    }

    [Fact]
    public async Task The_http_api_its_page_and_its_log_tell_nobody_either()
    {
        await using var tenant = await StartTenantAsync(Options());
        await using var gateway = await TellTale.StartAsync(tenant);
        using var logs = new LogRecorder();
        await using var app = ServeApp.Create("http://127.0.0.1:0", ServeSettings(tenant, gateway), isolated: true, services => LogEverything(services, logs));
        await app.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(app.Urls.Single()) };

        await AskAsync(http, HttpMethod.Post, "/api/exports", key: "wr0ng-k3y+of/the=caller");
        http.DefaultRequestHeaders.Add("x-api-key", ApiKey);
        await FinishRunAsync(http);
        foreach (var path in new[] { "/", "/api/health", "/api/exports", "/api/openapi.json", "/api/companies/nobody/exports/latest", "/api/companies/a%00/exports/latest" })
        {
            await AskAsync(http, HttpMethod.Get, path);
        }

        await app.StopAsync();
        await app.DisposeAsync();
        SeeFiles(isAttemptToo: true);
        SeeAll("the log", logs.Lines);

        AssertNothingOf([
            new("the client secret", ClientSecret), new("the privacy key", PrivacyKey), new("the API key", ApiKey),
            new("a caller's key", "wr0ng-k3y+of/the=caller"), .. Tokens(gateway), .. Addresses(gateway)]);
    }

    [Theory]
    [InlineData("AccountName=account;AccountKey=" + AccountKey, 3, "the storage account does not accept the credentials")]
    [InlineData("SharedAccessSignature=sv=2025-01-05&sp=rwdl&sig=" + Signature, 2, "Export:BlobConnectionString is not usable")]
    public async Task Storage_that_refuses_and_quotes_the_request_makes_nobody_tell_the_key(string credentials, int exitCode, string reason)
    {
        await using var storage = await StartStorageAsync();
        await using var tenant = await StartTenantAsync(new SimulatorOptions { Companies = 1 });
        var settings = CliProcess.SettingsFor(tenant);
        settings["Export__BlobConnectionString"] = $"DefaultEndpointsProtocol=http;{credentials};BlobEndpoint={storage.Urls.Single()}/account;";
        settings["Export__BlobContainer"] = "exports";

        var doctor = await CliProcess.RunAsync(Folder, settings, "doctor", "--json");
        var export = await CliProcess.RunAsync(Folder, settings, "export", "--verbose", "--json");
        See("doctor", doctor);
        See("export", export);

        Assert.Equal((exitCode, exitCode), (doctor.ExitCode, export.ExitCode));
        Assert.Contains(reason, doctor.Output, StringComparison.Ordinal);
        AssertNothingOf([new("the storage key", AccountKey), new("the signature", Signature)]);
    }

    private static SimulatorOptions Options() => new() { Companies = 4, ClientSecret = ClientSecret };

    private static Dictionary<string, string> Settings(SimulatedTenant tenant, TellTale gateway)
    {
        var settings = CliProcess.SettingsFor(tenant);
        settings["Keepnet__BaseUrl"] = gateway.Url;
        settings["Keepnet__MaxRetries"] = "2";
        settings["Export__RedeliveryDelay"] = "00:00:00";
        return settings;
    }

    private static IEnumerable<PlantedSecret> Tokens(TellTale gateway) => gateway.Tokens.Select(token => new PlantedSecret("a token", token));

    private static IEnumerable<PlantedSecret> Addresses(TellTale gateway)
    {
        Assert.NotEmpty(gateway.Addresses);
        return gateway.Addresses.Select(address => new PlantedSecret("somebody's address", address));
    }

    private static void LogEverything(IServiceCollection services, LogRecorder logs)
    {
        services.AddLogging(logging => logging.ClearProviders().AddProvider(logs));
        services.PostConfigure<LoggerFilterOptions>(options =>
        {
            options.Rules.Clear();
            options.MinLevel = LogLevel.Trace;
        });
    }

    // Answers as Azure does, and repeats what the request was signed with.
    private static async Task<WebApplication> StartStorageAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(context =>
        {
            context.Response.StatusCode = 403;
            context.Response.ContentType = "application/xml";
            context.Response.Headers["x-ms-error-code"] = "AuthenticationFailed";
            return context.Response.WriteAsync(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>AuthenticationFailed</Code><Message>Refused</Message>"
                + $"<AuthenticationErrorDetail>{WebUtility.HtmlEncode($"{context.Request.QueryString} {context.Request.Headers.Authorization} {AccountKey}")}</AuthenticationErrorDetail></Error>");
        });
        await app.StartAsync();
        return app;
    }

    private Dictionary<string, string?> ServeSettings(SimulatedTenant tenant, TellTale gateway) => new()
    {
        ["Keepnet:BaseUrl"] = gateway.Url,
        ["Keepnet:ClientId"] = tenant.Options.ClientId,
        ["Keepnet:ClientSecret"] = ClientSecret,
        ["Keepnet:MaxRetries"] = "2",
        ["Export:Directory"] = Path.Combine(Folder, "exports"),
        ["Export:Schedule"] = "never",
        ["Export:RedeliveryDelay"] = "00:00:00",
        ["Export:Privacy"] = "pseudonymize",
        ["Export:PrivacyKey"] = PrivacyKey,
        ["Serve:ApiKey"] = ApiKey,
    };

    // A request may meet one of the gateway's failures; the next one will not.
    private async Task FinishRunAsync(HttpClient http)
    {
        string? location = null;
        while (location is null)
        {
            location = await AskAsync(http, HttpMethod.Post, "/api/exports");
        }

        await UntilAsync(() => Directory.EnumerateFiles(Folder, "summary.json", SearchOption.AllDirectories).Any(), "the run has its summary");
        await AskAsync(http, HttpMethod.Get, location);
    }

    private async Task<string?> AskAsync(HttpClient http, HttpMethod method, string path, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
        }

        using var answer = await http.SendAsync(request);
        _seen.Enqueue(($"the answer to {method} {path}", $"{answer.Headers} {await answer.Content.ReadAsStringAsync()}"));
        return answer.Headers.Location?.ToString();
    }

    private void See(string command, CliResult result)
    {
        _seen.Enqueue(($"the output of {command}", result.Output));
        _seen.Enqueue(($"the log of {command}", result.Error));
    }

    private void SeeAll(string place, IEnumerable<string> texts)
    {
        var text = string.Join('\n', texts);
        Assert.NotEmpty(text);
        _seen.Enqueue((place, text));
    }

    // What an attempt wrote is the customers' data and may hold addresses, unless privacy is asked for.
    private void SeeFiles(bool isAttemptToo)
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(file => isAttemptToo || !file.Contains("attempt=", StringComparison.Ordinal)))
        {
            _seen.Enqueue((file, File.ReadAllText(file, Encoding.Latin1) + File.ReadAllText(file)));
        }
    }

    private void AssertNothingOf(IReadOnlyList<PlantedSecret> secrets)
    {
        var leaks = from seen in _seen from secret in secrets select secret.FindIn(seen.Place, seen.Text);

        Assert.Empty(leaks.OfType<string>().Take(10));
    }
}
