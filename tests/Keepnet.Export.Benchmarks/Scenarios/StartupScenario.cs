using System.Globalization;
using Keepnet.Export.Benchmarks.Payloads;
using Keepnet.Export.Benchmarks.Processes;
using Keepnet.Export.Benchmarks.Reporting;
using Keepnet.Export.Benchmarks.Serving;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>How long a user waits for <c>--help</c> and for the first request, and what ways of publishing do to it.</summary>
internal sealed class StartupScenario : IScenario
{
    public string Name => "startup";

    public string Description => "Process start to --help and to the first request; ReadyToRun and trimming compared.";

    public async Task<IReadOnlyList<ResultTable>> RunAsync(ScenarioOptions options)
    {
        var table = new ResultTable("Start-up", "published as", "--help ms", "first request ms", "one small company ms", "CPU s of it", "peak MB", "size MB");
        await using var server = await ServerProcess.StartAsync(TenantShape.Small(1));
        foreach (var (name, arguments) in Publication.Ways)
        {
            if (await Publication.TryPublishAsync(name, arguments, options) is { } dll)
            {
                await MeasureAsync(table, name, dll, server, options);
            }
        }

        return [table];
    }

    private static async Task MeasureAsync(ResultTable table, string name, string dll, ServerProcess server, ScenarioOptions options)
    {
        var (help, first, whole) = (new List<double>(), new List<double>(), new List<ProcessRun>());
        for (var round = 0; round <= (options.Rounds ?? 7); round++)
        {
            help.Add((await MeasuredProcess.DotNet(dll, "--help").RunAsync()).Seconds * 1000);
            await server.TakeWorkAsync();
            var start = DateTimeOffset.UtcNow;
            whole.Add(await ExporterProcess.ToFolder(server.Url, WorkFolder.Empty(options.WorkFolder), dll).RunAsync());
            first.Add(((await server.TakeWorkAsync()).FirstRequestAt! - start).Value.TotalMilliseconds);
        }

        WorkFolder.Empty(options.WorkFolder);
        ScenarioOptions.Progress(string.Create(CultureInfo.InvariantCulture, $"{name}: --help {Median.Of(help):0} ms, first request {Median.Of(first):0} ms"));
        var size = new DirectoryInfo(Path.GetDirectoryName(dll)!).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

        // The first round reads the files from the disk.
        table.Add(
            name, Median.Of(help.Skip(1)), Median.Of(first.Skip(1)), Median.Of(whole.Skip(1).Select(run => run.Seconds * 1000)),
            CostOf(whole, cost => cost.ProcessorSeconds), CostOf(whole, cost => cost.PeakBytes / 1e6), size / 1e6);
    }

    // A trimmed program leaves out what would tell.
    private static double? CostOf(List<ProcessRun> runs, Func<ProcessCost, double> part) =>
        runs.Exists(run => run.Cost is null) ? null : Median.Of(runs.Skip(1).Select(run => part(run.Cost!)));
}
