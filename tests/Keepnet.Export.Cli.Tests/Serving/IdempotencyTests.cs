using System.Net;
using static Keepnet.Export.Cli.Tests.Serving.ServedExporter;

namespace Keepnet.Export.Cli.Tests.Serving;

/// <summary>The <c>Idempotency-Key</c> header.</summary>
public sealed class IdempotencyTests : ServeTests
{
    [Fact]
    public async Task Makes_one_run_of_parallel_requests_with_one_key()
    {
        var served = await ServeAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => served.StartRunAsync(key: "one")));

        Assert.Single(ids.Distinct());
        Assert.Equal(1, RunsInStore);
        await served.UntilFinishedAsync(ids[0]);
    }

    [Fact]
    public async Task Knows_the_key_after_a_restart()
    {
        var before = await ServeAsync();
        var first = await before.StartRunAsync(key: "kept");
        await StopAsync(before);
        var after = await ServeAsync();

        var second = await after.StartRunAsync(key: "kept");

        Assert.Equal(first, second);
        var run = await after.UntilFinishedAsync(first);
        Assert.Equal(5, run.GetProperty("companies").GetProperty("expected").GetInt32());
    }

    [Fact]
    public async Task Refuses_the_key_for_another_request()
    {
        var served = await ServeAsync();
        await served.StartRunAsync(key: "taken");

        var answer = await served.PostAsync("/api/exports", """{"period":"LastYear"}""", "taken");

        await AssertProblemAsync(answer, HttpStatusCode.UnprocessableEntity, "idempotencyKeyReused");
        Assert.Equal(1, RunsInStore);
    }

    [Fact]
    public async Task Gives_the_key_back_when_nothing_was_started()
    {
        var served = await ServeAsync();
        await AssertProblemAsync(await served.PostAsync("/api/companies/nobody/exports", key: "again"), HttpStatusCode.NotFound, "notFound");

        var runId = await served.StartRunAsync(key: "again");

        await served.UntilFinishedAsync(runId);
    }

    [Fact]
    public async Task Makes_a_run_per_request_without_a_key()
    {
        var served = await ServeAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => served.StartRunAsync()));

        Assert.Equal(3, ids.Distinct().Count());
        foreach (var id in ids)
        {
            await served.UntilFinishedAsync(id);
        }
    }

    [Fact]
    public async Task Refuses_a_key_that_is_none()
    {
        var served = await ServeAsync();

        await AssertProblemAsync(await served.PostAsync("/api/exports", key: new string('k', 256)), HttpStatusCode.BadRequest, "invalidRequest");
        await AssertProblemAsync(await served.PostAsync("/api/exports", key: ""), HttpStatusCode.BadRequest, "invalidRequest");

        Assert.Equal(0, RunsInStore);
    }
}
