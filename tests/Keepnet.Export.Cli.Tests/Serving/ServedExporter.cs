using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Keepnet.Export.Cli.Serving;
using Keepnet.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Export.Cli.Tests.Serving;

/// <summary><c>serve</c> on a loopback port of this process, exporting a simulated tenant to a directory of its own.</summary>
internal sealed class ServedExporter : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly WebApplication _app;

    private ServedExporter(WebApplication app)
    {
        _app = app;
        Http = new HttpClient(new DescribedAnswers(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<ServedExporter> StartAsync(
        SimulatedTenant tenant, string directory, TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var app = Create("http://127.0.0.1:0", tenant, directory, time, settings);
        await app.StartAsync();
        return new ServedExporter(app);
    }

    /// <summary>The process before it listens.</summary>
    public static WebApplication Create(
        string urls, SimulatedTenant tenant, string directory, TimeProvider? time, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Keepnet:BaseUrl"] = tenant.BaseUrl.ToString(),
            ["Keepnet:ClientId"] = tenant.Options.ClientId,
            ["Keepnet:ClientSecret"] = tenant.Options.ClientSecret,
            ["Export:Directory"] = directory,
            ["Export:Schedule"] = "never",
            ["Export:RedeliveryDelay"] = "00:00:00",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return ServeApp.Create(urls, all, isolated: true, services =>
        {
            services.AddLogging(logging => logging.ClearProviders());
            if (time is not null)
            {
                services.AddSingleton(time);
            }
        });
    }

    public Task<HttpResponseMessage> PostAsync(string path, string? json = null, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, new MediaTypeHeaderValue("application/json"));
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return Http.SendAsync(request);
    }

    public async Task<JsonElement> GetAsync(string path) => await ReadAsync(await Http.GetAsync(path), HttpStatusCode.OK);

    /// <summary>Starts a run and returns its id.</summary>
    public async Task<string> StartRunAsync(string path = "/api/exports", string? json = null, string? key = null) =>
        Text(await ReadAsync(await PostAsync(path, json, key), HttpStatusCode.Accepted), "runId");

    /// <summary>Waits until a run is as it should be.</summary>
    public async Task<JsonElement> UntilAsync(string runId, Func<JsonElement, bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var answer = await Http.GetAsync("/api/exports/" + runId, patience.Token);
            if (answer.StatusCode == HttpStatusCode.OK && await ReadAsync(answer, HttpStatusCode.OK) is var run && condition(run))
            {
                return run;
            }

            // On a fake clock time goes on while we wait, or a call that has to be repeated would wait for ever.
            (Services.GetRequiredService<TimeProvider>() as FakeTimeProvider)?.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(20, patience.Token);
        }
    }

    public Task<JsonElement> UntilFinishedAsync(string runId) => UntilAsync(runId, run => run.GetProperty("finished").GetBoolean());

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{(int)answer.StatusCode} instead of {(int)expected}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Asserts an error as every error looks, and returns its detail.</summary>
    public static async Task<string> AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var problem = await ReadAsync(answer, status);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal(code, Text(problem, "code"));
        Assert.NotEmpty(Text(problem, "title"));
        Assert.EndsWith(code, Text(problem, "type"), StringComparison.Ordinal);
        return Text(problem, "detail");
    }

    public static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
