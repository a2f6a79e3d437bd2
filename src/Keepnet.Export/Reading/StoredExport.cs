using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Layout;

namespace Keepnet.Export.Reading;

/// <summary>A complete export: what one run wrote for one company and period.</summary>
/// <param name="Folder">Path from the store's root of the folder that holds <c>manifest.json</c>.</param>
/// <param name="Manifest">What the export says of itself.</param>
/// <param name="ManifestJson">The manifest's bytes as they are in the store.</param>
public sealed record StoredExport(string Folder, ExportManifest Manifest, ReadOnlyMemory<byte> ManifestJson)
{
    /// <summary>The period's folder name, for example <c>Last3Months</c> or <c>2026-04-01_2026-06-30</c>.</summary>
    public string Period => StorePaths.PeriodOf(Folder);

    /// <summary>The file of this name (<see cref="StorePaths.Metrics"/> and its neighbours); null when the export has none, which is so for lines nobody had to write.</summary>
    public ManifestFile? Find(string name) => Manifest.Files.FirstOrDefault(file => file.Name == name);

    /// <summary>Path of one of the files from the store's root.</summary>
    public string PathOf(ManifestFile file) => $"{Folder}/{file.Path}";
}
