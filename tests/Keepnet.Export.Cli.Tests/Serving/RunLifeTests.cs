using System.Net;
using System.Text.Json;
using Keepnet.Simulator;
using static Keepnet.Export.Cli.Tests.Serving.ServedExporter;

namespace Keepnet.Export.Cli.Tests.Serving;

/// <summary>Runs that are cut off, stop, or are retried.</summary>
public sealed class RunLifeTests : ServeTests
{
    private protected override SimulatorOptions Options => new() { Companies = 12, Latency = TimeSpan.FromMilliseconds(30) };

    [Fact]
    public async Task Goes_on_after_a_restart_with_what_was_left()
    {
        var before = await ServeAsync();
        var runId = await before.StartRunAsync();
        await before.UntilAsync(runId, run => Done(run) is > 0 and < 12);
        await StopAsync(before);
        var listed = Tenant.Calls.Count(Operation.CompanySearch);

        var after = await ServeAsync();
        var run = await after.UntilFinishedAsync(runId);
        await StopAsync(after);

        Assert.Equal(12, Done(run));
        Assert.Equal(0, run.GetProperty("companies").GetProperty("failed").GetInt32());
        Assert.Equal(listed, Tenant.Calls.Count(Operation.CompanySearch));
        Assert.False(System.IO.Directory.Exists(Path.Combine(Directory, "v1", ".staging")));
    }

    [Fact]
    public async Task Stops_a_run_that_a_person_must_mend_and_goes_on_when_asked()
    {
        var before = await ServeAsync();
        var runId = await before.StartRunAsync();
        await before.UntilAsync(runId, run => Done(run) is > 0 and < 12);
        await StopAsync(before);

        var locked = await ServeAsync(("Keepnet:ClientSecret", "wrong"));
        var stopped = await locked.UntilAsync(runId, run => Text(run, "outcome") is not null);
        var listed = await locked.GetAsync("/api/exports");
        var retried = await ReadAsync(await locked.PostAsync($"/api/exports/{runId}/retry"), HttpStatusCode.Accepted);
        await locked.UntilAsync(runId, run => Text(run, "outcome") is not null);
        await StopAsync(locked);
        var mended = await ServeAsync();
        var run = await mended.UntilFinishedAsync(runId);

        Assert.Equal("stopped", Text(stopped, "outcome"));
        Assert.Equal("authentication", Text(stopped, "code"));
        Assert.NotEmpty(Text(stopped, "reason"));
        Assert.False(stopped.GetProperty("finished").GetBoolean());
        Assert.Equal("stopped", Text(listed.GetProperty("runs")[0], "outcome"));
        Assert.Equal(12 - Done(stopped), retried.GetProperty("companies").GetInt32());
        Assert.Equal(0, run.GetProperty("companies").GetProperty("failed").GetInt32());
    }

    [Fact]
    public async Task Retries_failed_companies_in_the_same_run_and_replaces_the_summary()
    {
        await using var broken = await SimulatedTenant.StartAsync(Tenant.Options with { Urls = "http://127.0.0.1:0", Faults = ["forbidden-company"] }, CancellationToken.None);
        var before = await ServeAsync(("Keepnet:BaseUrl", broken.BaseUrl.ToString()));
        var runId = await before.StartRunAsync();
        var failed = await before.UntilFinishedAsync(runId);
        await StopAsync(before);

        var after = await ServeAsync();
        var retried = await ReadAsync(await after.PostAsync($"/api/exports/{runId}/retry"), HttpStatusCode.Accepted);
        var again = await ReadAsync(await after.PostAsync($"/api/exports/{runId}/retry"), HttpStatusCode.Accepted);
        var run = await after.UntilFinishedAsync(runId);

        Assert.Equal(1, failed.GetProperty("companies").GetProperty("failed").GetInt32());
        Assert.Equal(1, retried.GetProperty("companies").GetInt32());
        Assert.InRange(again.GetProperty("companies").GetInt32(), 0, 1);
        Assert.Equal(0, run.GetProperty("companies").GetProperty("failed").GetInt32());
        Assert.Equal(12, Done(run));
    }

    [Fact]
    public async Task Serves_requests_before_the_schedule()
    {
        var served = await ServeAsync(("Export:Schedule", "0 0 * * * *"), ("Export:MaxConcurrency", "1"));
        var scheduled = await FirstRunAsync(served);
        var company = Tenant.Data.OpenCompanies().Last().Id;

        var runId = await served.StartRunAsync($"/api/companies/{Uri.EscapeDataString(company)}/exports");
        await served.UntilFinishedAsync(runId);

        Assert.InRange(Done(await served.GetAsync("/api/exports/" + scheduled)), 0, 11);
        await served.UntilFinishedAsync(scheduled);
    }

    private static async Task<string> FirstRunAsync(ServedExporter served)
    {
        while (true)
        {
            var runs = (await served.GetAsync("/api/exports")).GetProperty("runs");
            if (runs.GetArrayLength() > 0)
            {
                return Text(runs[0], "runId");
            }
        }
    }

    private static int Done(JsonElement run)
    {
        var counts = run.GetProperty("companies");
        return new[] { "succeeded", "partial", "skipped", "failed" }.Sum(name => counts.GetProperty(name).GetInt32());
    }
}
