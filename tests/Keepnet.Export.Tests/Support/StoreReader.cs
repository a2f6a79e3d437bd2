using System.Text;
using System.Text.Json;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Tests.Support;

/// <summary>Reads a store as a consumer would.</summary>
internal static class StoreReader
{
    public const string Period = "Last3Months";

    public static async Task<string> TextAsync(this IExportStore store, string path) =>
        Encoding.UTF8.GetString((await store.TryReadAsync(path, default) ?? throw new InvalidOperationException($"{path} is not there.")).Content.Span);

    public static async Task<JsonElement> JsonAsync(this IExportStore store, string path) =>
        JsonDocument.Parse(await store.TextAsync(path)).RootElement;

    public static async Task<IReadOnlyList<string>> LinesAsync(this IExportStore store, string path) =>
        (await store.TextAsync(path)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static async Task<IReadOnlyList<string>> PathsAsync(this IExportStore store, string folder = "v1")
    {
        var paths = new List<string>();
        await foreach (var entry in store.ListAsync(folder, default))
        {
            paths.Add(entry.Path);
        }

        return paths;
    }

    public static string ExportFolder(string companyId, string runId, string period = Period) =>
        StorePaths.ExportFolder(PathEncoding.Encode(companyId), period, runId);

    public static async Task<ExportManifest?> ManifestAsync(this IExportStore store, string companyId, string runId, string period = Period) =>
        await store.TryReadAsync(StorePaths.Manifest(ExportFolder(companyId, runId, period)), default) is { } file
            ? ExportJson.Read<ExportManifest>(file.Content.Span)
            : null;

    public static async Task<LatestPointer?> LatestAsync(this IExportStore store, string companyId, string period = Period) =>
        await store.TryReadAsync(StorePaths.Latest(PathEncoding.Encode(companyId), period), default) is { } file
            ? ExportJson.Read<LatestPointer>(file.Content.Span)
            : null;

    public static async Task<IReadOnlyList<JournalEntry>> JournalAsync(this IExportStore store, string runId) =>
        await new RunJournal(store).ReadAsync(runId, default).ToListAsync();

    public static async Task<RunSummary> SummaryAsync(this IExportStore store, string runId) =>
        ExportJson.Read<RunSummary>((await store.TryReadAsync(StorePaths.Summary(runId), default))!.Content.Span);

    /// <summary>One file of the export that the manifest describes.</summary>
    public static Task<string> FileAsync(this IExportStore store, ExportManifest manifest, string name) => store.TextAsync(
        $"{ExportFolder(manifest.CompanyId, manifest.RunId)}/{manifest.Files.Single(file => file.Name == name).Path}");
}
