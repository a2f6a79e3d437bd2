namespace Keepnet.Export.Exporting.Manifests;

/// <summary>One file of an export.</summary>
/// <param name="Name">File name, for example <c>widgets.json</c>.</param>
/// <param name="Path">From the manifest's folder.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Records">Array elements or lines.</param>
public sealed record ManifestFile(string Name, string Path, long Bytes, string Sha256, long Records);
