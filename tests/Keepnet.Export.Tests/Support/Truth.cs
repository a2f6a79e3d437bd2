using System.Text.Json;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Layout;
using Keepnet.Export.Storage;
using Keepnet.Simulator;

namespace Keepnet.Export.Tests.Support;

/// <summary>Compares what is in the store with what the tenant knows.</summary>
internal static class Truth
{
    /// <summary>The export is whole: every file is as its manifest says, and holds what the tenant has, token by token.</summary>
    /// <param name="store">Where it is.</param>
    /// <param name="data">The tenant's truth.</param>
    /// <param name="manifest">What the export says of itself.</param>
    /// <param name="missing">Widgets that the export may lack.</param>
    public static async Task HoldsAsync(IExportStore store, TenantData data, ExportManifest manifest, params string[] missing)
    {
        var id = manifest.CompanyId;
        Assert.Equal(Tokens.Of(data.RenderReports(id)), Tokens.Of(await store.FileAsync(manifest, StorePaths.Reports)));

        var details = data.ReportIds(id).Select(report => Tokens.Of(data.RenderReport(id, report)!));
        Assert.Equal(details, Tokens.OfElements(await store.FileAsync(manifest, StorePaths.ReportDetails)));

        var widgets = await store.FileAsync(manifest, StorePaths.Widgets);
        var expected = data.WidgetIds(id).Except(missing).Select(widget => Tokens.Of(data.RenderWidget(id, widget, StoreReader.Period)!));
        Assert.Equal(expected.Order(StringComparer.Ordinal), Tokens.OfElements(widgets).Order(StringComparer.Ordinal));
        await FilesAreAsListedAsync(store, manifest);
    }

    public static async Task FilesAreAsListedAsync(IExportStore store, ExportManifest manifest)
    {
        var folder = StoreReader.ExportFolder(manifest.CompanyId, manifest.RunId);
        var listed = manifest.Files.Select(file => $"{folder}/{file.Path}").Append(StorePaths.Manifest(folder));
        Assert.Equal(listed.Order(StringComparer.Ordinal), await store.PathsAsync(folder));
        foreach (var file in manifest.Files)
        {
            var content = (await store.TryReadAsync($"{folder}/{file.Path}", default))!.Content;
            Assert.Equal(content.Length, file.Bytes);
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content.Span)), file.Sha256);
            Assert.Equal(RecordsOf(file.Name, await store.FileAsync(manifest, file.Name)), file.Records);
        }
    }

    private static int RecordsOf(string name, string text) => name.EndsWith(".json", StringComparison.Ordinal)
        ? JsonDocument.Parse(text).RootElement.GetArrayLength()
        : text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.ValueKind).Count(kind => kind == JsonValueKind.Object);
}
