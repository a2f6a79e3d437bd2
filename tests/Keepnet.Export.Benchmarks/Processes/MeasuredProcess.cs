using System.Diagnostics;

namespace Keepnet.Export.Benchmarks.Processes;

/// <summary>A program to run and measure.</summary>
internal sealed record MeasuredProcess(string Program, params string[] Arguments)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it tells its memory and processor time too.</summary>
    private bool IsDotNet { get; init; }

    /// <summary>A .NET program, started by <c>dotnet</c> or, when it brings its own runtime, by itself.</summary>
    public static MeasuredProcess DotNet(string dll, params string[] arguments) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(dll)!, "libcoreclr.so"))
            ? new MeasuredProcess(Path.ChangeExtension(dll, null), arguments) { IsDotNet = true }
            : new MeasuredProcess("dotnet", [dll, .. arguments]) { IsDotNet = true };

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
        if (IsDotNet)
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
