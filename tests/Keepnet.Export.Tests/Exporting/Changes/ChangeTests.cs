using Keepnet.Export.Exporting.Changes;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Layout;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Exporting.Changes;

/// <summary>What the manifests of one company say of the export before.</summary>
public sealed class ChangeTests : IAsyncDisposable
{
    private readonly MemoryStore _store = new();
    private readonly ScriptedKeepnet _api = new()
    {
        Catalogue = CatalogueOf("w1", "w2", "w3"),
        Reports = """[{"resourceId":"r1"}]""",
        Detail = """{"resourceId":"r1","widgets":[]}""",
    };

    private readonly Exporter _exporter;

    public ChangeTests() => _exporter = _api.NewExporter(_store, ("Export:MaxDeliveries", "1"));

    [Fact]
    public async Task A_first_export_is_all_new_and_names_no_other()
    {
        var first = await ExportAsync();

        Assert.Null(first.Changes!.PreviousRunId);
        Assert.Equal((new ChangeCounts { New = 3 }, new ChangeCounts { New = 1 }), (first.Changes.Widgets, first.Changes.Reports));
        Assert.Equal(["w1", "w2", "w3"], first.Widgets.Content.Select(entry => entry.Id));
        Assert.All(first.Widgets.Content, entry => Assert.Equal(("T", ChangeKind.New), (entry.Type, entry.Change)));
    }

    [Fact]
    public async Task A_second_export_of_the_same_is_all_the_same()
    {
        var first = await ExportAsync();

        var second = await ExportAsync();

        Assert.Equal(first.RunId, second.Changes!.PreviousRunId);
        Assert.Equal((new ChangeCounts { Same = 3 }, new ChangeCounts { Same = 1 }), (second.Changes.Widgets, second.Changes.Reports));
        Assert.Equal(first.Widgets.Content.Select(entry => entry.Hash), second.Widgets.Content.Select(entry => entry.Hash));
    }

    [Fact]
    public async Task Tells_what_is_new_changed_and_gone()
    {
        await ExportAsync();
        _api.Catalogue = CatalogueOf("w2", "w3", "w4");
        _api.Widget = id => ScriptedKeepnet.WidgetOf(id).Replace("7", id == "w3" ? "71" : "7", StringComparison.Ordinal);
        _api.Detail = """{"resourceId":"r1","name":"renamed","widgets":[]}""";

        var second = await ExportAsync();

        Assert.Equal(
            [("w2", ChangeKind.Same), ("w3", ChangeKind.Changed), ("w4", ChangeKind.New), ("w1", ChangeKind.Gone)],
            second.Widgets.Content.Select(entry => (entry.Id, entry.Change)));
        Assert.Equal([("r1", ChangeKind.Changed)], second.Reports.Content.Select(entry => (entry.Id, entry.Change)));
        Assert.Equal((3, 3), (second.Widgets.Requested, second.Widgets.Returned));
    }

    [Fact]
    public async Task What_failed_is_neither_gone_nor_changed_and_is_compared_with_what_was_known_before()
    {
        await ExportAsync();
        _api.Widget = id => id == "w2" ? null : ScriptedKeepnet.WidgetOf(id);
        var partial = await ExportAsync();
        _api.Widget = ScriptedKeepnet.WidgetOf;

        var whole = await ExportAsync();

        Assert.Equal((ExportOutcome.Partial, new ChangeCounts { Same = 2, Unknown = 1 }), (partial.Outcome, partial.Changes!.Widgets));
        Assert.Equal((partial.RunId, new ChangeCounts { Same = 3 }), (whole.Changes!.PreviousRunId, whole.Changes.Widgets));
    }

    [Fact]
    public async Task Calls_nothing_gone_while_a_report_cannot_be_read()
    {
        await ExportAsync();
        _api.Catalogue = CatalogueOf("w1");
        _api.Detail = null;

        var partial = await ExportAsync();

        Assert.Equal(new ChangeCounts { Same = 1, Unknown = 2 }, partial.Changes!.Widgets);
        Assert.Equal(new ChangeCounts { Unknown = 1 }, partial.Changes.Reports);
    }

    [Fact]
    public async Task Calls_nothing_gone_while_the_catalogue_cannot_be_read()
    {
        await ExportAsync();
        _api.Catalogue = null;
        _api.Detail = """{"resourceId":"r1","widgets":[{"resourceId":"w1"}]}""";

        var second = await ExportAsync();

        Assert.Equal((ExportOutcome.Succeeded, new ChangeCounts { Same = 1, Unknown = 2 }), (second.Outcome, second.Changes!.Widgets));
        Assert.Equal(["w2", "w3"], second.Widgets.Content.Where(entry => entry.Change == ChangeKind.Unknown).Select(entry => entry.Id));
    }

    [Fact]
    public async Task A_retry_compares_with_the_export_before_its_run()
    {
        var before = await ExportAsync();
        _api.Widget = id => id == "w2" ? null : ScriptedKeepnet.WidgetOf(id);
        var partial = await ExportAsync();
        _api.Widget = ScriptedKeepnet.WidgetOf;

        await RetryAsync(partial);

        var retried = (await _store.ManifestAsync("c1", partial.RunId))!;
        Assert.StartsWith("2-", retried.Attempt, StringComparison.Ordinal);
        Assert.Equal((before.RunId, new ChangeCounts { Same = 3 }), (retried.Changes!.PreviousRunId, retried.Changes.Widgets));
    }

    [Fact]
    public async Task An_older_run_that_ends_late_is_compared_with_what_was_there_before_it()
    {
        var before = await ExportAsync();
        var older = await _exporter.Get<RunPlanner>().PlanAsync(Request(1), default);
        _api.Widget = id => ScriptedKeepnet.WidgetOf(id).Replace("7", "71", StringComparison.Ordinal);
        await _exporter.RunAsync(Request(2));

        await _exporter.ResumeAsync(older.RunId);

        var late = (await _store.ManifestAsync("c1", older.RunId))!;
        Assert.Equal((before.RunId, new ChangeCounts { Changed = 3 }), (late.Changes!.PreviousRunId, late.Changes.Widgets));
    }

    [Fact]
    public async Task Another_period_is_another_story()
    {
        await ExportAsync();

        var other = await ExportAsync("LastMonth");

        Assert.Null(other.Changes!.PreviousRunId);
        Assert.Equal(new ChangeCounts { New = 3 }, other.Changes.Widgets);
    }

    [Fact]
    public async Task An_export_of_a_version_that_did_not_compare_counts_as_none()
    {
        var first = await ExportAsync();
        await ReplaceManifestAsync(first with { Changes = null, Widgets = first.Widgets with { Content = [] } });

        var second = await ExportAsync();

        Assert.Null(second.Changes!.PreviousRunId);
        Assert.Equal(new ChangeCounts { New = 3 }, second.Changes.Widgets);
    }

    public ValueTask DisposeAsync() => _exporter.DisposeAsync();

    private static string CatalogueOf(params string[] ids) =>
        $$"""{"metrics":[{"name":"g","widgets":[{{string.Join(',', ids.Select(id => $$"""{"resourceId":"{{id}}"}"""))}}]}]}""";

    // Ids with seconds of their own, so that they sort as they were asked for, however fast the test runs.
    private RunRequest Request(int number, string period = StoreReader.Period) => _exporter.Request() with
    {
        RunId = $"20260701T0300{number:00}Z-cli",
        Period = Keepnet.Api.Reports.ReportPeriod.TryParse(period, out var parsed) ? parsed : throw new ArgumentException(period),
    };

    private async Task<ExportManifest> ExportAsync(string period = StoreReader.Period)
    {
        var request = Request((await _store.PathsAsync("v1/runs")).Count(path => path.EndsWith("/run.json", StringComparison.Ordinal)), period);
        await _exporter.RunAsync(request);
        return (await _store.ManifestAsync("c1", request.RunId, period))!;
    }

    private async Task RetryAsync(ExportManifest manifest)
    {
        var plan = (await _exporter.Runs.FindPlanAsync(manifest.RunId, default))!;
        Assert.IsType<Handling.Completed>(await _exporter.HandleAsync(ExportMessage.Of(plan, "c1", null, attempt: 2), plan));
    }

    private async Task ReplaceManifestAsync(ExportManifest manifest)
    {
        var path = StorePaths.Manifest(StoreReader.ExportFolder(manifest.CompanyId, manifest.RunId));
        await _store.DeleteAsync(path, default);
        await _store.TryCreateAsync(path, ExportJson.Document(manifest), default);
    }
}
