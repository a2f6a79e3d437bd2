using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Keepnet.Simulator.Tests;

/// <summary>A client without any manners of its own: it sends what it is told and does not retry.</summary>
internal sealed class TenantClient : IDisposable
{
    public const string AllCompanies =
        """{"pageNumber":1,"pageSize":100,"orderBy":"CreateTime","ascending":true,"filter":{"Condition":"AND","SearchInputTextValue":""}}""";

    private readonly HttpClient _http;

    public TenantClient(SimulatedTenant tenant)
    {
        Tenant = tenant;
        _http = new HttpClient { BaseAddress = tenant.BaseUrl };
    }

    public SimulatedTenant Tenant { get; }

    public static async Task<TenantClient> SignedInAsync(SimulatedTenant tenant)
    {
        var client = new TenantClient(tenant);
        await client.SignInAsync();
        return client;
    }

    public async Task SignInAsync()
    {
        using var answer = await TokenAsync();
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", body.GetProperty("access_token").GetString());
    }

    public Task<HttpResponseMessage> TokenAsync(params (string Name, string Value)[] changes)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Tenant.Options.ClientId,
            ["client_secret"] = Tenant.Options.ClientSecret,
            ["scope"] = "api1",
        };
        foreach (var (name, value) in changes)
            form[name] = value;
        return _http.PostAsync("connect/token", new FormUrlEncodedContent(form));
    }

    public void UseToken(string? token) =>
        _http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

    public Task<HttpResponseMessage> PostAsync(
        string path, string? body, string? companyId = null, string contentType = "application/json")
    {
        var content = body is null ? null : new StringContent(body, Encoding.UTF8, contentType);
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, companyId);
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? companyId = null) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), companyId);

    public Task<HttpResponseMessage> ReportsAsync(string? companyId) =>
        PostAsync("api/executive-report/search", """{"name":""}""", companyId);

    public Task<HttpResponseMessage> CatalogueAsync(string companyId) => GetAsync("api/executive-report/metrics", companyId);

    public Task<HttpResponseMessage> WidgetsAsync(string companyId, params string[] ids) =>
        PostAsync("api/executive-report/get-widget-datas", WidgetRequest("Last3Months", ids), companyId);

    public static string WidgetRequest(string period, params string[] ids) =>
        JsonSerializer.Serialize(new { widgetIds = ids, datePeriod = period });

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? companyId = null)
    {
        if (companyId is not null)
            request.Headers.Add("X-KEEPNET-Company-Id", companyId);
        using (request)
            return await _http.SendAsync(request);
    }

    public void Dispose() => _http.Dispose();
}
