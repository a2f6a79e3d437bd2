using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Exporting;

/// <summary>A company with a report and two widgets, and a store to export it to. The API is a script.</summary>
internal sealed class OneCompany : IDisposable
{
    public const string Id = "c1";
    public const string Detail = """{"resourceId":"r1","datePeriod":"LastMonth","widgetLayout":"[]","widgets":[{"resourceId":"w1","widgetDatas":[]}]}""";

    public ScriptedKeepnet Api { get; } = new()
    {
        Reports = """[{"resourceId":"r1","name":"Board","isEditable":true,"isDeletable":true}]""",
        Detail = Detail,
        Catalogue = """{"metrics":[{"name":"g","widgets":[{"resourceId":"w1"},{"resourceId":"w2"}]}]}""",
    };

    public MemoryStore Store { get; } = new();

    public void Dispose() => Api.Dispose();

    public Exporter NewExporter(params (string Key, string Value)[] settings) => Api.NewExporter(Store, settings);

    public async Task<RunSummary> RunAsync(params (string Key, string Value)[] settings)
    {
        await using var exporter = NewExporter(settings);
        return await exporter.RunAsync();
    }

    /// <summary>Exports and returns the manifest, which has this outcome.</summary>
    public async Task<ExportManifest> ExportAsync(ExportOutcome outcome)
    {
        var result = await RunAsync();
        var manifest = (await ManifestAsync(result.RunId!))!;
        Assert.Equal(outcome, manifest.Outcome);
        return manifest;
    }

    public Task<ExportManifest?> ManifestAsync(string runId) => Store.ManifestAsync(Id, runId);

    public static async Task<Handling> HandleAsync(Exporter exporter, string runId, int attempt)
    {
        var plan = (await exporter.Runs.FindPlanAsync(runId, default))!;
        return await exporter.HandleAsync(ExportMessage.Of(plan, Id, null, attempt), plan);
    }
}
