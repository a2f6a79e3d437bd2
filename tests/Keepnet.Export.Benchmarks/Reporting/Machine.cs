using System.Globalization;
using System.Runtime.InteropServices;

namespace Keepnet.Export.Benchmarks.Reporting;

/// <summary>Where numbers come from: without it they say little.</summary>
public static class Machine
{
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Processor()} × {Environment.ProcessorCount}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {Load()}");

    private static string Processor() => OperatingSystem.IsLinux() && File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor"
        : RuntimeInformation.ProcessArchitecture.ToString();

    // Others at work on the machine distort a measurement more than anything else.
    private static string Load() => OperatingSystem.IsLinux() && File.Exists("/proc/loadavg")
        ? $"load average before the start {File.ReadAllText("/proc/loadavg").Split(' ')[0]}"
        : "load average unknown";
}
