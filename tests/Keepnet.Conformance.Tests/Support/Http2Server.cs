using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keepnet.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Keepnet.Conformance.Tests.Support;

/// <summary>The tiny tenant behind TLS and HTTP/2, with a certificate of its own making.</summary>
internal sealed class Http2Server : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;
    private readonly ConcurrentDictionary<string, int> _tries = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _protocols = new();

    private Http2Server(WebApplication app, X509Certificate2 certificate) => (_app, _certificate) = (app, certificate);

    public string Address => _app.Urls.Single();

    /// <summary>The protocol of every request.</summary>
    public IReadOnlyCollection<string> Protocols => _protocols;

    /// <param name="tenant">What it answers.</param>
    /// <param name="interfereAsync">Gets request and answer before the answer is sent; true when it has dealt with both.</param>
    public static async Task<Http2Server> StartAsync(TinyTenant tenant, Func<WireRequest, WireAnswer, HttpContext, Task<bool>> interfereAsync)
    {
        var certificate = NewCertificate();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(certificate);
        }));
        var server = new Http2Server(builder.Build(), certificate);
        server._app.Run(context => server.AnswerAsync(context, tenant, interfereAsync));
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Makes an exporter trust this server, and nobody else in addition.</summary>
    public void Trust(IServiceCollection services) => services.AddHttpClient(KeepnetClient.HttpClientName)
        .ConfigurePrimaryHttpMessageHandler((handler, _) => ((SocketsHttpHandler)handler).SslOptions.RemoteCertificateValidationCallback =
            (_, shown, _, _) => shown?.GetCertHashString() == _certificate.GetCertHashString());

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, TinyTenant tenant, Func<WireRequest, WireAnswer, HttpContext, Task<bool>> interfereAsync)
    {
        _protocols.Enqueue(context.Request.Protocol);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new WireRequest
        {
            Method = context.Request.Method,
            Path = context.Request.Path,
            Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body.ToArray(),
        };
        request = request with { Try = _tries.AddOrUpdate(request.Key, 1, (_, before) => before + 1) };
        var answer = tenant.Answer(request);
        (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength) = (answer.Status, answer.ContentType, answer.Body.Length);
        if (!await interfereAsync(request, answer, context))
        {
            await context.Response.Body.WriteAsync(answer.Body);
        }
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));

        // Not every system serves with a key that lives in memory only.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
