using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Keepnet.Simulator;

namespace Keepnet.Fuzz.Tests.Support;

/// <summary>What a simulated tenant really answers; the texts that are changed.</summary>
public sealed class RealAnswers : IAsyncLifetime
{
    private const string CompanySearch =
        """{"pageNumber":1,"pageSize":100,"orderBy":"CreateTime","ascending":true,"isClustered":false,"filter":{"Condition":"AND","SearchInputTextValue":""}}""";

    private readonly List<byte[]> _bodies = [];

    /// <summary>Whole bodies: lists, details, catalogues, widgets, in several envelopes, and a failure.</summary>
    internal IReadOnlyList<byte[]> Bodies => _bodies;

    public async Task InitializeAsync()
    {
        foreach (var faults in new string[][] { [], ["shape-b"], ["pascal-case"] })
        {
            await using var tenant = await SimulatedTenant.StartAsync(
                new SimulatorOptions { Companies = 3, Faults = faults, TimeProvider = new StandingClock() }, CancellationToken.None);
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = tenant.BaseUrl };
            await CollectAsync(http, tenant);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task CollectAsync(HttpClient http, SimulatedTenant tenant)
    {
        await SignInAsync(http, tenant);
        await AddAsync(http, HttpMethod.Post, "api/companies/search", null, CompanySearch);
        foreach (var company in tenant.Data.OpenCompanies().Take(2))
        {
            await AddAsync(http, HttpMethod.Get, "api/executive-report/metrics", company.Id);
            await AddAsync(http, HttpMethod.Get, "api/executive-report/nonsense", company.Id);
            var reports = await AddAsync(http, HttpMethod.Post, "api/executive-report/search", company.Id, """{"name":""}""");
            var report = FirstId(reports);
            await AddAsync(http, HttpMethod.Get, $"api/executive-report/{report}", company.Id);
        }
    }

    private static string? FirstId(byte[] reports)
    {
        using var document = JsonDocument.Parse(reports);
        var data = document.RootElement.EnumerateObject().First(member => member.Name.Equals("data", StringComparison.OrdinalIgnoreCase)).Value;
        return data.EnumerateArray().First().GetProperty("resourceId").GetString();
    }

    private static async Task SignInAsync(HttpClient http, SimulatedTenant tenant)
    {
        using var answer = await http.PostAsync("connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = tenant.Options.ClientId,
            ["client_secret"] = tenant.Options.ClientSecret,
            ["scope"] = "api1",
        }));
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
    }

    private async Task<byte[]> AddAsync(HttpClient http, HttpMethod method, string path, string? company, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        if (company is not null)
        {
            request.Headers.Add("X-KEEPNET-Company-Id", company);
        }

        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();
        _bodies.Add(body);
        return body;
    }
}
