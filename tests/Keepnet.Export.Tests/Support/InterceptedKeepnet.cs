using System.Net;
using System.Text;
using Keepnet.Api;
using Keepnet.Export.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Keepnet.Export.Tests.Support;

/// <summary>An API of one company, of which a test answers some calls itself; null leaves a call to the script.</summary>
internal sealed class InterceptedKeepnet(ScriptedKeepnet script, Func<HttpRequestMessage, HttpResponseMessage?> answer) : DelegatingHandler(script)
{
    public const string TokenPath = "/connect/token";
    public const string ListPath = "/api/companies/search";
    public const string ReportsPath = "/api/executive-report/search";

    public InterceptedKeepnet(Func<HttpRequestMessage, HttpResponseMessage?> answer)
        : this(new ScriptedKeepnet(), answer)
    {
    }

    public LogRecorder Logs { get; } = new();

    /// <summary>Answers every call of one path.</summary>
    public static InterceptedKeepnet At(string path, Func<HttpResponseMessage> answer) =>
        new(request => request.RequestUri!.AbsolutePath == path ? answer() : null);

    public static HttpResponseMessage Answer(int status, string json) =>
        new((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Page(int status) =>
        new((HttpStatusCode)status) { Content = new StringContent("<html>Sign in</html>", Encoding.UTF8, "text/html") };

    public static HttpResponseMessage Redirect(string location) =>
        new(HttpStatusCode.Found) { Headers = { Location = new Uri(location) } };

    /// <summary>A token with these claims and, beside it, this JSON.</summary>
    public static HttpResponseMessage Token(string claims, string beside = "\"expires_in\":3600")
    {
        var payload = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims));
        return Answer(200, $$"""{"access_token":"e30.{{payload}}.x","token_type":"Bearer",{{beside}}}""");
    }

    public Exporter NewExporter(IExportStore store, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Keepnet:BaseUrl"] = "https://keepnet.test",
            ["Keepnet:ClientId"] = "exporter-01",
            ["Keepnet:ClientSecret"] = "s3cr3t-of-the-client",
            ["Keepnet:MaxRetries"] = "1",
            ["Export:RedeliveryDelay"] = "00:00:00",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return new Exporter(all, store, new FastClock(), Logs, services =>
            services.AddHttpClient(KeepnetClient.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => this));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        answer(request) is { } own ? own : await base.SendAsync(request, cancellationToken);
}
