using System.Globalization;
using System.Text.Json;
using Keepnet.Export.Benchmarks.Payloads;
using Keepnet.Export.Benchmarks.Processes;
using Keepnet.Export.Benchmarks.Reporting;
using Keepnet.Export.Benchmarks.Serving;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>Whether memory stays flat: over the number of companies, and over the size of one widget.</summary>
internal sealed class MemoryScenario : IScenario
{
    private static readonly int[] Companies = [100, 1_000, 10_000, 100_000];
    private static readonly int[] Megabytes = [1, 10, 100, 500];

    public string Name => "memory";

    public string Description => "Peak memory and allocated bytes for 100 to 100,000 companies (--companies sets the most) and widgets of 1 to 500 MB.";

    public async Task<IReadOnlyList<ResultTable>> RunAsync(ScenarioOptions options) =>
    [
        await MeasureAsync(
            "One widget", "MB", Megabytes.Select(megabytes => (megabytes, TenantShape.OneWidget(megabytes * 1_000_000L))), options),
        await MeasureAsync(
            "Small companies", "companies",
            Companies.Where(count => count <= (options.Companies ?? Companies[^1])).Select(count => (count, TenantShape.Small(count))), options),
    ];

    private static async Task<ResultTable> MeasureAsync(
        string title, string unit, IEnumerable<(int Size, TenantShape Shape)> cases, ScenarioOptions options)
    {
        var table = new ResultTable(title, unit, "peak MB", "allocated bytes per exported byte", "exported MB", "seconds", "collections", "of the oldest generation");
        var peaks = new List<double>();
        foreach (var (size, shape) in cases)
        {
            var (run, bytes) = await ExportAsync(shape, options);
            peaks.Add(run.Cost!.PeakBytes / 1e6);
            table.Add(
                (long)size, peaks[^1], run.Cost.AllocatedBytes / (double)bytes, bytes / 1e6, run.Seconds,
                (long)run.Cost.Collections, (long)run.Cost.FullCollections);
            ScenarioOptions.Progress(string.Create(CultureInfo.InvariantCulture, $"{title}: {size} {unit}, peak {peaks[^1]:0} MB, {run.Seconds:0.0} s"));
        }

        table.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"From the first row to the last the peak grows by {peaks[^1] - peaks[0]:0.0} MB."));
        return table;
    }

    private static async Task<(ProcessRun Run, long Bytes)> ExportAsync(TenantShape shape, ScenarioOptions options)
    {
        await using var server = await ServerProcess.StartAsync(shape);
        var run = await ExporterProcess.ToFolder(server.Url, WorkFolder.Empty(options.WorkFolder)).RunAsync();
        WorkFolder.Empty(options.WorkFolder);
        using var document = JsonDocument.Parse(run.Output);
        return (run, document.RootElement.GetProperty("bytes").GetInt64());
    }
}
