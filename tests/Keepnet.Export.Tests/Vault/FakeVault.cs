using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Keepnet.Export.Tests.Vault;

/// <summary>A Key Vault on this machine that speaks the real protocol over TLS: challenge, versions, pages, error bodies.</summary>
internal sealed class FakeVault : IAsyncDisposable
{
    private const int PageSize = 2;
    private const string Challenge =
        """Bearer authorization="https://login.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47", resource="https://vault.azure.net" """;

    private readonly X509Certificate2 _certificate = SelfSignedCertificate.Create();
    private readonly ConcurrentDictionary<string, List<StoredVersion>> _secrets = new();
    private readonly WebApplication _app;

    private FakeVault()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate)));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Uri => new(_app.Urls.Single());

    /// <summary>Requests that carried a token, as paths.</summary>
    public ConcurrentQueue<string> Reads { get; } = new();

    /// <summary>What every request that carries a token is answered with, when it returns something.</summary>
    public Func<HttpContext, (int Status, string Body)?> Refuse { get; set; } = _ => null;

    public bool IsDown { get; set; }

    public static async Task<FakeVault> StartAsync()
    {
        var vault = new FakeVault();
        await vault._app.StartAsync();
        return vault;
    }

    public static (int Status, string Body) Error(int status, string code, string message, string? innerCode = null) => (status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = code,
            ["message"] = message,
            ["innererror"] = innerCode is null ? null : new JsonObject { ["code"] = innerCode },
        },
    }.ToJsonString());

    public static (int Status, string Body) Denied() => Error(
        403, "Forbidden", "Caller is not authorized to perform action on resource.\r\nCaller: appid=1;oid=2", "ForbiddenByRbac");

    /// <summary>Stores a version; the last one stored is the newest.</summary>
    public StoredVersion Store(string name, StoredVersion version)
    {
        _secrets.GetOrAdd(name, _ => []).Add(version);
        return version;
    }

    /// <summary>A client that trusts this vault's certificate and no other.</summary>
    public SecretClient Client(TestCredential credential, SecretClientOptions options)
    {
        options.DisableChallengeResourceVerification = true;
        options.Retry.MaxRetries = 1;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Transport = new HttpClientTransport(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetRawCertData().SequenceEqual(_certificate.RawData) == true },
        });
        return new SecretClient(Uri, credential, options);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (IsDown)
        {
            context.Abort();
            return;
        }

        var (status, body) = Decide(context);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(body);
    }

    private (int Status, string Body) Decide(HttpContext context)
    {
        if (context.Request.Headers.Authorization != $"Bearer {TestCredential.Token}")
        {
            context.Response.Headers.WWWAuthenticate = Challenge;
            return Error(401, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token.");
        }

        var path = context.Request.Path.Value!.TrimEnd('/');
        Reads.Enqueue(path);
        return Refuse(context) ?? (context.Request.Query.ContainsKey("api-version")
            ? Read(path.Split('/')[1..], context.Request.Query["$skiptoken"])
            : Error(400, "BadParameter", "api-version must be specified"));
    }

    private (int Status, string Body) Read(string[] path, string? skip) => path switch
    {
        ["secrets", var name, ..] when !_secrets.ContainsKey(name) => Error(
            404, "SecretNotFound", $"A secret with (name/id) {name} was not found in this key vault. If you recently deleted this secret you may be able to recover it."),
        ["secrets", var name] => Show(name, _secrets[name][^1]),
        ["secrets", var name, "versions"] => List(name, int.TryParse(skip, out var from) ? from : 0),
        ["secrets", var name, var version] => Show(name, _secrets[name].Single(stored => stored.Version == version)),
        _ => Error(405, "MethodNotAllowed", "No such operation."),
    };

    private (int Status, string Body) Show(string name, StoredVersion version) => version.Enabled
        ? (200, version.ToJson(Uri, name, withValue: true).ToJsonString())
        : Error(403, "Forbidden", "Operation get is not allowed on a disabled secret.", "SecretDisabled");

    // The service lists versions in no useful order.
    private (int Status, string Body) List(string name, int from)
    {
        var versions = _secrets[name].OrderBy(stored => stored.Version, StringComparer.Ordinal).Skip(from).Take(PageSize).ToList();
        var more = from + PageSize < _secrets[name].Count;
        return (200, new JsonObject
        {
            ["value"] = new JsonArray([.. versions.Select(stored => stored.ToJson(Uri, name, withValue: false))]),
            ["nextLink"] = more ? $"{Uri}secrets/{name}/versions?api-version=7.5&$skiptoken={from + PageSize}" : null,
        }.ToJsonString());
    }
}
