using Keepnet.Export.Benchmarks.Payloads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Keepnet.Export.Benchmarks.Serving;

/// <summary>A Keepnet tenant that does nothing but send bodies it has at hand, so that what is measured is the client.</summary>
internal sealed class TenantServer(TenantShape shape)
{
    private readonly TenantBodies _bodies = new(shape);
    private readonly ServerCounts _counts = new();

    /// <summary>Prints the address it listens on, then serves until standard input ends: it must not outlive its parent.</summary>
    public async Task RunAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(HandleAsync);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    private static void Configure(KestrelServerOptions kestrel) => kestrel.AddServerHeader = false;

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == "/benchmark/counts")
        {
            await context.Response.WriteAsJsonAsync(_counts.Take());
            return;
        }

        _counts.Begin();
        if (shape.LatencyMilliseconds > 0)
        {
            await Task.Delay(shape.LatencyMilliseconds, context.RequestAborted);
        }

        var company = context.Request.Headers["X-KEEPNET-Company-Id"].ToString() is { Length: > 0 } id ? TenantBodies.CompanyOf(id) : 0;
        await SendAsync(context, await AnswerAsync(context, path, company));
        _counts.End();
    }

    private async Task<IEnumerable<ReadOnlyMemory<byte>>> AnswerAsync(HttpContext context, string path, int company) => path switch
    {
        "/connect/token" => [AccessToken.Answer],
        "/api/companies/search" => await CompaniesAsync(context),
        "/api/executive-report/search" => Enveloped(_bodies.Reports(company)),
        "/api/executive-report/metrics" => Enveloped(_bodies.Catalogue),
        "/api/executive-report/get-widget-datas" => Enveloped(_bodies.Widgets(company, await RequestText.WidgetIdsAsync(context.Request))),
        _ => Enveloped(_bodies.Detail(company, path[(path.LastIndexOf('/') + 1)..])),
    };

    private async Task<IEnumerable<ReadOnlyMemory<byte>>> CompaniesAsync(HttpContext context)
    {
        var (page, pageSize) = await RequestText.PageAsync(context.Request);
        return Enveloped(_bodies.Companies(page, pageSize));
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Enveloped(IEnumerable<ReadOnlyMemory<byte>> data) =>
        data.Prepend("{\"data\":"u8.ToArray()).Append(",\"status\":\"SUCCESS\",\"message\":null,\"validationMessages\":null}"u8.ToArray());

    private async Task SendAsync(HttpContext context, IEnumerable<ReadOnlyMemory<byte>> body)
    {
        var parts = body.ToList();
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = parts.Sum(part => (long)part.Length);
        foreach (var part in parts)
        {
            await context.Response.BodyWriter.WriteAsync(part);
        }

        _counts.Sent(context.Response.ContentLength.Value);
    }
}
