using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Keepnet.Simulator;

/// <summary>Builds the server: nothing from the environment, no log, prompt to stop.</summary>
internal static class WebServer
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromMilliseconds(500);

    public static WebApplication Create(string urls)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, UnmanagedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        var app = builder.Build();
        foreach (var url in urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            app.Urls.Add(url);
        return app;
    }

    public static void MapOperation(this WebApplication app, IOperation operation, CallHandler handler) =>
        app.MapMethods(operation.Route, [operation.Method], (RequestDelegate)(context => handler.HandleAsync(context, operation)));

    /// <summary>Any other path below <c>/api</c>.</summary>
    public static void MapUnknownOperations(this WebApplication app, CallLog log) =>
        app.Map("/api/{**path}", (RequestDelegate)(context =>
        {
            log.Mistake($"{context.Request.Method} {context.Request.Path} is no operation of this tenant.");
            return AnswerWriter.WriteAsync(context, Answer.NotFound("Not found"));
        }));
}
