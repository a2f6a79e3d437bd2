using System.Net.Http.Headers;
using System.Text;

namespace Keepnet.Export.Benchmarks.Clients;

/// <summary>The requests an export takes, as anybody would send them.</summary>
internal static class KeepnetCalls
{
    public const int BatchSize = 10;
    public const int CompaniesAtOnce = 4;

    public static HttpClient CreateHttp(string url) => new(new SocketsHttpHandler()) { BaseAddress = new Uri(url), Timeout = TimeSpan.FromMinutes(10) };

    public static HttpRequestMessage Token() => new(HttpMethod.Post, "/connect/token")
    {
        Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "benchmark",
            ["client_secret"] = "benchmark",
            ["scope"] = "api1",
        }),
    };

    public static HttpRequestMessage Companies(int page) => Post(
        "/api/companies/search", null,
        $$$"""{"pageNumber":{{{page}}},"pageSize":100,"orderBy":"CreateTime","ascending":true,"isClustered":false,"filter":{"Condition":"AND","SearchInputTextValue":""}}""");

    public static HttpRequestMessage Reports(string company) => Post("/api/executive-report/search", company, """{"name":""}""");

    public static HttpRequestMessage Report(string company, string id) => Scoped(new HttpRequestMessage(HttpMethod.Get, $"/api/executive-report/{id}"), company);

    public static HttpRequestMessage Catalogue(string company) => Scoped(new HttpRequestMessage(HttpMethod.Get, "/api/executive-report/metrics"), company);

    public static HttpRequestMessage Widgets(string company, IEnumerable<string> ids) => Post(
        "/api/executive-report/get-widget-datas", company,
        $$"""{"widgetIds":[{{string.Join(',', ids.Select(id => $"\"{id}\""))}}],"datePeriod":"Last3Months"}""");

    public static void Authorize(this HttpClient http, string accessToken) => http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);

    private static HttpRequestMessage Post(string path, string? company, string json) => Scoped(
        new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") }, company);

    private static HttpRequestMessage Scoped(HttpRequestMessage request, string? company)
    {
        if (company is not null)
        {
            request.Headers.Add("X-KEEPNET-Company-Id", company);
        }

        return request;
    }
}
