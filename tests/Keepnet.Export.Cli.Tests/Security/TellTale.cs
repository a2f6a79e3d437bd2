using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Keepnet.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Keepnet.Export.Cli.Tests.Security;

/// <summary>
/// A gateway before a simulated tenant that now and then fails, and then quotes all it knows: the request with its token and
/// secret, and the address of somebody in the data.
/// </summary>
internal sealed partial class TellTale : IAsyncDisposable
{
    private const int QuotesEvery = 4;

    private readonly HttpClient _tenant;
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _tokens = new();
    private readonly ConcurrentDictionary<string, bool> _addresses = new();
    private int _requests;

    private TellTale(SimulatedTenant tenant)
    {
        _tenant = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = tenant.BaseUrl };
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(AnswerAsync);
    }

    public string Url => _app.Urls.Single();

    /// <summary>Failures that quoted something.</summary>
    public int Quoted { get; private set; }

    /// <summary>Every token that was given out.</summary>
    public IEnumerable<string> Tokens => _tokens.Keys;

    /// <summary>Every e-mail address that went through.</summary>
    public IEnumerable<string> Addresses => _addresses.Keys;

    public static async Task<TellTale> StartAsync(SimulatedTenant tenant)
    {
        var gateway = new TellTale(tenant);
        await gateway._app.StartAsync();
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _tenant.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        var number = Interlocked.Increment(ref _requests);
        if (number % QuotesEvery == 1)
        {
            await QuoteAsync(context, body, number / QuotesEvery);
            return;
        }

        using var request = Forward(context.Request, body);
        using var answer = await _tenant.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Note(context.Request.Path, text);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await context.Response.WriteAsync(text);
    }

    private static HttpRequestMessage Forward(HttpRequest request, string body)
    {
        var forward = new HttpRequestMessage(new HttpMethod(request.Method), request.Path + request.QueryString.Value)
        {
            Content = request.ContentType is { } type ? new StringContent(body, MediaTypeHeaderValue.Parse(type)) : null,
        };
        foreach (var name in new[] { "Authorization", "X-KEEPNET-Company-Id" })
        {
            forward.Headers.TryAddWithoutValidation(name, request.Headers[name].ToString());
        }

        return forward;
    }

    private void Note(string path, string text)
    {
        if (path == "/connect/token" && JsonDocument.Parse(text).RootElement.TryGetProperty("access_token", out var token))
        {
            _tokens[token.GetString()!] = true;
        }

        foreach (Match address in Address().Matches(text))
        {
            _addresses[address.Value] = true;
        }
    }

    // In another way each time: the API's envelopes, problem details, OAuth's words, a page, broken JSON, a redirect.
    private Task QuoteAsync(HttpContext context, string body, int turn)
    {
        Quoted++;
        var secrets = $"{context.Request.Headers.Authorization} {body} {WebUtility.UrlDecode(body)} {_addresses.Keys.FirstOrDefault()} "
            + $"{Convert.ToBase64String(Encoding.UTF8.GetBytes(WebUtility.UrlDecode(body)))}";
        var json = JsonSerializer.Serialize(secrets);
        var (status, type, text) = (turn % 6) switch
        {
            0 => (500, "application/json", $$"""{"data":null,"status":"INTERNAL_SERVER_ERROR","message":{{json}}}"""),
            1 => (200, "application/json", $$"""{"isSuccess":false,"data":null,"messages":[{{json}}]}"""),
            2 => (503, "text/html", $"<html>{WebUtility.HtmlEncode(secrets)}</html>"),
            3 => (500, "application/problem+json", $$"""{"type":"about:blank","title":{{json}},"status":500,"detail":{{json}}}"""),
            4 => (200, "application/json", $$"""{"data":[{{json}},"status":"SUCCESS","""),
            _ => (400, "application/json", $$"""{"status":"INPUT_ERROR","message":{{json}},"validationMessages":[{{json}}]}"""),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.Headers["x-request"] = turn.ToString(CultureInfo.InvariantCulture);
        return context.Response.WriteAsync(text);
    }

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.[\w.-]*\w")]
    private static partial Regex Address();
}
