using System.Diagnostics;
using System.Globalization;
using Keepnet.Export.Benchmarks.Processes;

#pragma warning disable CA1050 // The runtime looks for this class outside of any namespace.

/// <summary>
/// Runs inside a measured process, before its own code: notes what it took when it ends. The runtime loads it because
/// <c>DOTNET_STARTUP_HOOKS</c> names this assembly.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(ProcessCost.FileVariable) is { Length: > 0 } file)
        {
            // Not for the processes that this one starts.
            Environment.SetEnvironmentVariable(ProcessCost.FileVariable, null);
            AppDomain.CurrentDomain.ProcessExit += (_, _) => File.WriteAllText(file, Describe());
        }
    }

    private static string Describe()
    {
        using var process = Process.GetCurrentProcess();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{process.TotalProcessorTime.TotalSeconds} {process.PeakWorkingSet64} {GC.GetTotalAllocatedBytes()} {GC.CollectionCount(0)} {GC.CollectionCount(2)}");
    }
}
