using Keepnet.Export.Benchmarks.Processes;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>Ways to publish the command line.</summary>
internal static class Publication
{
    public static IReadOnlyList<(string Name, string[] Arguments)> Ways { get; } =
    [
        ("portable, compiled as it runs", ["-p:UseAppHost=false"]),
        ("the same with TieredPGO", ["-p:UseAppHost=false", "-p:TieredPGO=true"]),
        ("ReadyToRun", ["-r", "linux-x64", "--no-self-contained", "-p:PublishReadyToRun=true"]),
        ("ReadyToRun with TieredPGO", ["-r", "linux-x64", "--no-self-contained", "-p:PublishReadyToRun=true", "-p:TieredPGO=true"]),
        ("ReadyToRun, self-contained", ["-r", "linux-x64", "--self-contained", "-p:PublishReadyToRun=true"]),
        ("ReadyToRun, self-contained, trimmed", ["-r", "linux-x64", "--self-contained", "-p:PublishReadyToRun=true", "-p:PublishTrimmed=true", "-p:TrimMode=partial"]),
    ];

    /// <summary>The program's assembly; null, and a line that says why, when it cannot be published so here.</summary>
    public static async Task<string?> TryPublishAsync(string name, string[] arguments, ScenarioOptions options)
    {
        var folder = Path.Combine(options.WorkFolder + "-publish", string.Concat(name.Where(char.IsLetter)));
        try
        {
            await new MeasuredProcess("dotnet", ["publish", Project(), "-c", "Release", "-o", folder, "--nologo", "-v", "q", .. arguments]).RunAsync();
            return Path.Combine(folder, "keepnet-export.dll");
        }
        catch (InvalidOperationException failure)
        {
            ScenarioOptions.Progress($"{name} is left out: {failure.Message.Split('\n')[0]}");
            return null;
        }
    }

    private static string Project()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var project = Path.Combine(folder.FullName, "src", "Keepnet.Export.Cli");
            if (Directory.Exists(project))
            {
                return project;
            }
        }

        throw new DirectoryNotFoundException("src/Keepnet.Export.Cli was not found above the benchmark's own folder.");
    }
}
