using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Keepnet.Api;
using Keepnet.Export.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Keepnet.Export.Tests.Support;

/// <summary>An API of one company whose every answer a test sets; null is HTTP 500. The reseller's own company has nothing.</summary>
internal sealed class ScriptedKeepnet : HttpMessageHandler
{
    private const string OwnCompany = "own";

    public string? Companies { get; set; } = """[{"companyResourceId":"c1","companyName":"One"}]""";

    public string? Reports { get; set; } = "[]";

    public string? Detail { get; set; }

    public string? Catalogue { get; set; } = """{"metrics":[]}""";

    /// <summary>The widget with this id; null when it is left out of the answer.</summary>
    public Func<string, string?> Widget { get; set; } = WidgetOf;

    /// <summary>Answers of single companies: from company, path and body to data; null for the same as all others have.</summary>
    public Func<string, string, string, string?>? Scoped { get; set; }

    /// <summary>The status word with which every call for a company is refused (403); null for none.</summary>
    public string? Refusal { get; set; }

    /// <summary>How long every call for a company is asked to wait (429), in seconds; null for not at all.</summary>
    public string? RetryAfter { get; set; }

    /// <summary>Verb, path and company of every call.</summary>
    public ConcurrentBag<string> Calls { get; } = [];

    public static string WidgetOf(string id) =>
        $$"""{"resourceId":"{{id}}","widgetType":"T","widgetDatas":[{"values":[{"value":7,"name":"n"},{"value":8},{"value":{{id.Length}}}]}]}""";

    public LogRecorder Logs { get; } = new();

    public Exporter NewExporter(IExportStore store, params (string Key, string Value)[] settings) => NewExporter(store, _ => { }, settings);

    public Exporter NewExporter(IExportStore store, Action<IServiceCollection> configure, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Keepnet:BaseUrl"] = "https://keepnet.test",
            ["Keepnet:ClientId"] = "id",
            ["Keepnet:ClientSecret"] = "secret",
            ["Keepnet:MaxRetries"] = "1",
            ["Export:RedeliveryDelay"] = "00:00:00",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return new Exporter(all, store, new FastClock(), Logs, services =>
        {
            services.AddHttpClient(KeepnetClient.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => this);
            configure(services);
        });
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var company = request.Headers.TryGetValues("X-KEEPNET-Company-Id", out var values) ? values.Single() : null;
        var path = request.RequestUri!.AbsolutePath;
        Calls.Add($"{request.Method} {path} {company}");
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        if (Refusal is not null && company is not null)
        {
            return Json(HttpStatusCode.Forbidden, $$"""{"data":null,"status":"{{Refusal}}","message":"Access denied"}""");
        }

        if (RetryAfter is not null && company is not null)
        {
            var refusal = Json(HttpStatusCode.TooManyRequests, """{"data":null,"status":"FAILED","message":"Too many requests"}""");
            refusal.Headers.TryAddWithoutValidation("Retry-After", RetryAfter);
            return refusal;
        }

        return path == "/connect/token" ? Json(HttpStatusCode.OK, Token()) : Answer(company == OwnCompany ? Nothing(path) : ScopedOf(company, path, body) ?? DataOf(path, body));
    }

    private static string Nothing(string path) => path.EndsWith("/metrics", StringComparison.Ordinal) ? """{"metrics":[]}""" : "[]";

    private string? ScopedOf(string? company, string path, string body) => company is null ? null : Scoped?.Invoke(company, path, body);

    private string? DataOf(string path, string body) => path switch
    {
        "/api/companies/search" => Companies is null ? null : $$"""{"pageNumber":1,"totalNumberOfPages":1,"results":{{Companies}}}""",
        "/api/executive-report/search" => Reports,
        "/api/executive-report/metrics" => Catalogue,
        "/api/executive-report/get-widget-datas" => Widgets(body),
        _ => Detail,
    };

    private string Widgets(string body) => $"[{string.Join(',', JsonDocument.Parse(body).RootElement.GetProperty("widgetIds")
        .EnumerateArray().Select(id => Widget(id.GetString()!)).OfType<string>())}]";

    private static HttpResponseMessage Answer(string? data) => data is null
        ? Json(HttpStatusCode.InternalServerError, """{"data":null,"status":"INTERNAL_SERVER_ERROR","message":"An error occurred"}""")
        : Json(HttpStatusCode.OK, $$"""{"data":{{data}},"status":"SUCCESS"}""");

    private static HttpResponseMessage Json(HttpStatusCode status, string json) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private static string Token()
    {
        var claims = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"role":"Reseller","reseller_access":true,"user_company_resourceid":"{{OwnCompany}}"}"""));
        return $$"""{"access_token":"e30.{{claims.TrimEnd('=')}}.x","expires_in":3600,"token_type":"Bearer"}""";
    }
}
