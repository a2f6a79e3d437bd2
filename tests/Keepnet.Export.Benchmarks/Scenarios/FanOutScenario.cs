using System.Text.Json;
using Keepnet.Export.Benchmarks.FanOut;
using Keepnet.Export.Benchmarks.Payloads;
using Keepnet.Export.Benchmarks.Processes;
using Keepnet.Export.Benchmarks.Reporting;
using Keepnet.Export.Benchmarks.Serving;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>What the start of a night's run takes: the list of companies read, the plan written, one message each on the queue.</summary>
internal sealed class FanOutScenario : IScenario
{
    private static readonly int[] Sizes = [1_000, 10_000, 100_000];

    public string Name => "fan-out";

    public string Description => "Planning and enqueueing up to 100,000 companies: time, memory, messages per batch.";

    public async Task<IReadOnlyList<ResultTable>> RunAsync(ScenarioOptions options)
    {
        var table = new ResultTable("Fan-out", "companies", "seconds", "companies a second", "batches", "messages per batch", "bytes per message", "peak MB", "allocated MB");
        foreach (var companies in Sizes.Where(size => size <= (options.Companies ?? Sizes[^1])))
        {
            await using var server = await ServerProcess.StartAsync(TenantShape.Small(companies));
            var process = MeasuredProcess.DotNet(
                typeof(FanOutScenario).Assembly.Location, FanOutRole.Name, server.Url, WorkFolder.Empty(options.WorkFolder));
            var run = await process.RunAsync();
            var work = JsonSerializer.Deserialize<FanOutWork>(run.Output)!;
            ScenarioOptions.Progress($"{companies} companies: {work.Seconds:0.0} s");
            table.Add(
                (long)companies, work.Seconds, work.Messages / work.Seconds, work.Batches, work.Messages / (double)work.Batches,
                work.Bytes / (double)work.Messages, run.Cost!.PeakBytes / 1e6, run.Cost.AllocatedBytes / 1e6);
        }

        WorkFolder.Empty(options.WorkFolder);
        table.Notes.Add("Batches are packed to the 256 KB of Service Bus Standard; the queue itself takes no time here.");
        return [table];
    }
}
