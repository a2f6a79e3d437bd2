using Keepnet.Conformance.Tests.Support;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Keepnet.Conformance.Tests.Transport;

/// <summary>HTTP/2 over TLS: streams and connections that end at any moment, and certificates nobody should trust.</summary>
public sealed class Http2Tests
{
    private const int InternalError = 2;
    private const int RefusedStream = 7;
    private const int EnhanceYourCalm = 11;

    [Fact]
    public async Task A_run_goes_over_HTTP_2_where_TLS_offers_it()
    {
        var (run, server) = await ExportAsync((_, _, _) => Task.FromResult(false));

        run.Succeeded();
        Assert.All(server.Protocols, protocol => Assert.Equal("HTTP/2", protocol));
    }

    [Fact]
    public async Task A_GOAWAY_after_every_answer_costs_no_data()
    {
        var (run, _) = await ExportAsync((_, _, context) =>
        {
            context.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>().RequestClose();
            return Task.FromResult(false);
        });

        run.Succeeded();
        Assert.All(run.Journal.Keys, id => Assert.Equal(["w1", "w2"], run.Widgets(id)));
    }

    [Theory]
    [InlineData(InternalError)]
    [InlineData(RefusedStream)]
    [InlineData(EnhanceYourCalm)]
    public async Task A_stream_that_is_reset_before_its_answer_is_tried_again(int error)
    {
        var (run, _) = await ExportAsync((request, _, context) => Task.FromResult(request.Try == 1 && Reset(context, error)));

        run.Succeeded();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(InternalError)]
    public async Task A_stream_that_is_reset_in_the_middle_of_a_body_is_tried_again(int error)
    {
        var (run, _) = await ExportAsync(async (request, answer, context) =>
        {
            if (request.Try > 1)
            {
                return false;
            }

            await WriteHalfAsync(answer, context);
            return Reset(context, error);
        });

        run.Succeeded();
        Assert.All(run.Journal.Keys, id => Assert.Equal(["w1", "w2"], run.Widgets(id)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_dies_takes_no_companys_data_along(bool inTheMiddle)
    {
        var (run, _) = await ExportAsync(async (request, answer, context) =>
        {
            if (request.Try > 1 || request.Call != Call.Detail)
            {
                return false;
            }

            await (inTheMiddle ? WriteHalfAsync(answer, context) : Task.CompletedTask);
            context.Features.GetRequiredFeature<IConnectionLifetimeFeature>().Abort();
            return true;
        });

        run.Succeeded();
        Assert.All(run.Journal.Keys, id => Assert.Contains($"r-{id}", run.File(id, "report-details.json"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_is_refused_before_the_secret_is_sent()
    {
        await using var bench = new Bench();
        await using var server = await Http2Server.StartAsync(bench.Tenant, (_, _, _) => Task.FromResult(false));

        var run = await bench.ExportAsync(("Keepnet:BaseUrl", server.Address));

        run.Stopped("unavailable", "is not trusted, or TLS failed otherwise");
        Assert.Empty(server.Protocols);
    }

    private static bool Reset(HttpContext context, int error)
    {
        context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(error);
        return true;
    }

    private static async Task WriteHalfAsync(WireAnswer answer, HttpContext context)
    {
        await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2));
        await context.Response.Body.FlushAsync();
    }

    private static async Task<(Run Run, Http2Server Server)> ExportAsync(Func<WireRequest, WireAnswer, HttpContext, Task<bool>> interfereAsync)
    {
        await using var bench = new Bench("c1", "c2", "c3", "c4");
        await using var server = await Http2Server.StartAsync(bench.Tenant, interfereAsync);
        bench.Configure = server.Trust;

        // Each connection that dies may take the tries of several calls along.
        var run = await bench.ExportAsync(("Keepnet:BaseUrl", server.Address), ("Keepnet:MaxRetries", "20"));
        return (run, server);
    }
}
