using System.Diagnostics;

namespace Keepnet.Export.Benchmarks.Processes;

/// <summary>A program to run and measure.</summary>
internal sealed record MeasuredProcess(string Program, params string[] Arguments)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>A .NET program, which then also tells its memory and processor time.</summary>
    public static MeasuredProcess DotNet(string dll, params string[] arguments) => new("dotnet", [dll, .. arguments]);

    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public async Task<ProcessRun> RunAsync()
    {
        var costFile = Path.GetTempFileName();
        try
        {
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(StartInfo(costFile))!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            var seconds = watch.Elapsed.TotalSeconds;
            return process.ExitCode == 0
                ? new ProcessRun(seconds, await output, new FileInfo(costFile).Length > 0 ? ProcessCost.Read(costFile) : null)
                : throw new InvalidOperationException($"{Program} {Arguments.FirstOrDefault()} ended with {process.ExitCode}: {await error} {await output}");
        }
        finally
        {
            File.Delete(costFile);
        }
    }

    private ProcessStartInfo StartInfo(string costFile)
    {
        var start = new ProcessStartInfo(Program, Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Program == "dotnet")
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(MeasuredProcess).Assembly.Location;
            start.Environment[ProcessCost.FileVariable] = costFile;
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
