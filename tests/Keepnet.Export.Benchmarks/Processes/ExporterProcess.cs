namespace Keepnet.Export.Benchmarks.Processes;

/// <summary>The exporter as its users run it.</summary>
internal static class ExporterProcess
{
    public static string Dll { get; } = Path.Combine(AppContext.BaseDirectory, "keepnet-export.dll");

    public static MeasuredProcess ToFolder(string url, string folder) =>
        MeasuredProcess.DotNet(Dll, "export", "--base-url", url, "--out", folder, "--json") with
        {
            Environment = new Dictionary<string, string>
            {
                ["Keepnet__ClientId"] = "benchmark",
                ["Keepnet__ClientSecret"] = "benchmark",
            },
        };
}
