using Keepnet.Export.Benchmarks.Targets;

namespace Keepnet.Export.Benchmarks.Processes;

/// <summary>The exporter as its users run it.</summary>
internal static class ExporterProcess
{
    public static string Dll { get; } = Path.Combine(AppContext.BaseDirectory, "keepnet-export.dll");

    /// <param name="url">The tenant's address.</param>
    /// <param name="folder">Where the export goes.</param>
    /// <param name="dll">The program, when it is another build than the one beside this.</param>
    public static MeasuredProcess ToFolder(string url, string folder, string? dll = null) => To(url, new Destination { Folder = folder }, dll);

    /// <param name="url">The tenant's address.</param>
    /// <param name="destination">Where the export goes.</param>
    /// <param name="dll">The program, when it is another build than the one beside this.</param>
    public static MeasuredProcess To(string url, Destination destination, string? dll = null)
    {
        string[] store = destination.Folder is { } folder ? ["--out", folder] : [];
        return MeasuredProcess.DotNet(dll ?? Dll, ["export", "--base-url", url, "--json", .. store]) with
        {
            Environment = new Dictionary<string, string>
            {
                ["Keepnet__ClientId"] = "benchmark",
                ["Keepnet__ClientSecret"] = "benchmark",
                ["Export__BlobConnectionString"] = destination.BlobConnectionString ?? "",
                ["Export__BlobContainer"] = destination.BlobContainer ?? "",
            },
        };
    }
}
