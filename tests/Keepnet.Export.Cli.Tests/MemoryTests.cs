using System.Globalization;
using Keepnet.Export.Cli.Tests.Support;
using Keepnet.Simulator;
using Xunit.Abstractions;

namespace Keepnet.Export.Cli.Tests;

public sealed class MemoryTests(ITestOutputHelper log) : CliTest
{
    private const long WidgetBytes = 150_000_000;
    private const long MostKilobytes = 250_000;

    [SkippableFact]
    public async Task A_widget_of_150_MB_is_exported_in_less_than_250_MB_of_memory()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Peak memory of another process is read from /proc, which only Linux has.");
        await using var tenant = await StartTenantAsync(new SimulatorOptions { Companies = 1, HugeWidgetBytes = WidgetBytes });

        using var process = Start(tenant, "export", "--out", "store", "--json");
        var peak = 0L;
        await UntilAsync(() => (peak = Math.Max(peak, PeakKilobytes(process.Id))) >= 0 && process.HasExited, "the export has ended");
        var result = await process.WaitAsync();

        log.WriteLine($"Peak {peak} kB.");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.True(result.Document.GetProperty("bytes").GetInt64() > WidgetBytes);
        Assert.InRange(peak, 1, MostKilobytes);
    }

    // The highest resident set so far; 0 once the process is gone.
    private static long PeakKilobytes(int processId)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
