using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Exporting;

/// <summary>A company that is exported more than once: what stands in the end.</summary>
public sealed class RepeatedExportTests : IDisposable
{
    private readonly OneCompany _company = new();

    public void Dispose() => _company.Dispose();

    [Fact]
    public async Task A_retry_replaces_a_partial_export_and_its_summary()
    {
        _company.Api.Widget = id => id == "w2" ? null : ScriptedKeepnet.WidgetOf(id);
        var first = await _company.ExportAsync(ExportOutcome.Partial);
        _company.Api.Widget = ScriptedKeepnet.WidgetOf;
        await using var exporter = _company.NewExporter();

        var handling = await OneCompany.HandleAsync(exporter, first.RunId, attempt: 2);

        Assert.Equal(ExportOutcome.Succeeded, Assert.IsType<Handling.Completed>(handling).Entry.Outcome);
        var second = (await _company.ManifestAsync(first.RunId))!;
        Assert.StartsWith("2-", second.Attempt, StringComparison.Ordinal);
        await Truth.FilesAreAsListedAsync(_company.Store, second);
        Assert.Equal(ExportOutcome.Succeeded, (await _company.Store.LatestAsync(OneCompany.Id))!.Outcome);
        Assert.True((await exporter.VerifyAsync()).Intact);
    }

    [Fact]
    public async Task A_retry_that_comes_to_nothing_takes_nothing_back()
    {
        _company.Api.Widget = id => id == "w2" ? null : ScriptedKeepnet.WidgetOf(id);
        var first = await _company.ExportAsync(ExportOutcome.Partial);
        _company.Api.Reports = null;
        await using var exporter = _company.NewExporter(("Export:MaxDeliveries", "1"));

        var handling = await OneCompany.HandleAsync(exporter, first.RunId, attempt: 2);

        var entry = Assert.IsType<Handling.Completed>(handling).Entry;
        Assert.Equal((ExportOutcome.Partial, 2), (entry.Outcome, entry.Attempt));
        Assert.Equal(first.Attempt, (await _company.ManifestAsync(first.RunId))!.Attempt);
    }

    [Fact]
    public async Task A_second_delivery_of_the_same_attempt_calls_nobody()
    {
        var first = await _company.ExportAsync(ExportOutcome.Succeeded);
        _company.Api.Calls.Clear();
        await using var exporter = _company.NewExporter();

        var handling = await OneCompany.HandleAsync(exporter, first.RunId, attempt: 1);

        Assert.IsType<Handling.Completed>(handling);
        Assert.DoesNotContain(_company.Api.Calls, call => call.Contains("executive-report", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_late_older_run_does_not_move_latest_back()
    {
        await using var exporter = _company.NewExporter();
        var older = await exporter.Get<RunPlanner>().PlanAsync(exporter.Request(), default);
        var newer = await exporter.RunAsync();

        var late = await exporter.ResumeAsync(older.RunId);

        Assert.Equal(RunOutcome.Succeeded, late.Outcome);
        Assert.NotNull(await _company.ManifestAsync(older.RunId));
        Assert.Equal(newer.RunId, (await _company.Store.LatestAsync(OneCompany.Id))!.RunId);
    }

    [Fact]
    public async Task Latest_ends_at_the_newest_of_many_concurrent_runs()
    {
        await using var exporter = _company.NewExporter();
        var requests = new List<RunRequest>();
        for (var number = 0; number < 6; number++)
        {
            requests.Add(exporter.Request());
            await exporter.Get<RunPlanner>().PlanAsync(requests[^1], default);
        }

        await Task.WhenAll(requests.AsEnumerable().Reverse().Select(request => exporter.ResumeAsync(request.RunId)));

        Assert.Equal(requests[^1].RunId, (await _company.Store.LatestAsync(OneCompany.Id))!.RunId);
    }
}
