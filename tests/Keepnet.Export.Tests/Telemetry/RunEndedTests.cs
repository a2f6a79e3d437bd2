using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Closing;
using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Tests.Telemetry;

/// <summary>The log event that alerts read.</summary>
public sealed class RunEndedTests : IAsyncLifetime
{
    private readonly TelemetryFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_finished_run_is_logged_once()
    {
        var summary = await TelemetryFixture.RunAsync(_fixture.CreateHost());

        AssertEnded(summary.RunId, "succeeded");
    }

    [Fact]
    public async Task A_run_that_stops_before_it_has_a_plan_is_logged_once()
    {
        var request = TelemetryFixture.Request();

        var summary = await TelemetryFixture.RunAsync(_fixture.CreateHost(("Keepnet:ClientSecret", "wrong")), request);

        Assert.Null(summary.RunId);
        AssertEnded(request.RunId, "stopped");
        Assert.Contains("authentication: ", _fixture.RunsEnded.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_canceled_run_is_logged_once()
    {
        var request = TelemetryFixture.Request();
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        await _fixture.CreateHost().Services.GetRequiredService<LocalRunner>().RunAsync(request, canceled.Token);

        AssertEnded(request.RunId, "canceled");
    }

    [Fact]
    public async Task A_run_closed_by_two_at_once_is_logged_once()
    {
        var host = _fixture.CreateHost();
        var summary = await TelemetryFixture.RunAsync(host);
        var plan = await host.Services.GetRequiredService<RunCatalog>().FindPlanAsync(summary.RunId!, CancellationToken.None);
        var closer = host.Services.GetRequiredService<RunCloser>();
        await closer.TryCloseAsync(plan!, new ApiCounts(), CancellationToken.None);
        _fixture.Log.Events.Clear();

        await closer.TryCloseAsync(plan!, new ApiCounts(), CancellationToken.None);

        Assert.Empty(_fixture.RunsEnded);
    }

    [Fact]
    public async Task A_run_that_ends_otherwise_the_second_time_is_logged_again()
    {
        var host = _fixture.CreateHost();
        var summary = await TelemetryFixture.RunAsync(host);
        var plan = await host.Services.GetRequiredService<RunCatalog>().FindPlanAsync(summary.RunId!, CancellationToken.None);
        _fixture.Log.Events.Clear();
        var manifest = await FirstManifestAsync(host.Services.GetRequiredService<RunJournal>(), plan!.RunId);

        await host.Services.GetRequiredService<IExportStore>().DeleteAsync(manifest, CancellationToken.None);
        await host.Services.GetRequiredService<RunCloser>().TryCloseAsync(plan, new ApiCounts(), CancellationToken.None);

        AssertEnded(plan.RunId, "partial");
    }

    private static async Task<string> FirstManifestAsync(RunJournal journal, string runId)
    {
        await foreach (var entry in journal.ReadAsync(runId, CancellationToken.None))
        {
            if (entry.Manifest is not null)
            {
                return entry.Manifest;
            }
        }

        throw new InvalidOperationException("The journal names no manifest.");
    }

    private void AssertEnded(string? runId, string outcome)
    {
        var ended = Assert.Single(_fixture.RunsEnded);
        Assert.Equal((LogLevel.Information, null), (ended.Level, ended.Exception));
        Assert.Equal((runId, "cli", outcome), (ended.Fields["RunId"], ended.Fields["Trigger"], ended.Fields["Outcome"]));
    }
}
