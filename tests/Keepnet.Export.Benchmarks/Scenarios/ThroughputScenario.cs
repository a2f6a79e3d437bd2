using Keepnet.Export.Benchmarks.Payloads;
using Keepnet.Export.Benchmarks.Processes;
using Keepnet.Export.Benchmarks.Reporting;
using Keepnet.Export.Benchmarks.Serving;
using Keepnet.Export.Benchmarks.Targets;
using Keepnet.Export.Tests.Storage;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>A whole export against the ceiling and against what others would write, on one machine in one run.</summary>
internal sealed class ThroughputScenario : IScenario
{
    private static readonly int[] Latencies = [0, 50];

    public string Name => "throughput";

    public string Description => "Companies with typical payloads, latency 0 and 50 ms, to disk and to Azurite, against a ceiling and other exporters.";

    public async Task<IReadOnlyList<ResultTable>> RunAsync(ScenarioOptions options)
    {
        var tables = new List<ResultTable>();
        await using (var disk = new DiskTarget(options.WorkFolder))
        {
            await CompareAsync(disk, tables, options);
        }

        if (await TryStartAzuriteAsync() is { } azurite)
        {
            await using (azurite)
            {
                await CompareAsync(azurite, tables, options);
            }
        }

        return tables;
    }

    private static async Task<AzuriteTarget?> TryStartAzuriteAsync()
    {
        try
        {
            return await AzuriteTarget.StartAsync();
        }
        catch (AzuriteUnavailableException failure)
        {
            ScenarioOptions.Progress($"Azurite is left out: {failure.Message}");
            return null;
        }
    }

    private static async Task CompareAsync(ITarget target, List<ResultTable> tables, ScenarioOptions options)
    {
        var contenders = await Contender.ForAsync(target, options);
        foreach (var latency in Latencies)
        {
            var shape = TenantShape.Typical(options.Companies ?? 100, latency);
            var title = $"{char.ToUpperInvariant(target.Name[0])}{target.Name[1..]}, {shape.Companies} companies, {latency} ms latency";
            tables.Add(Describe(title, contenders, await RaceAsync(title, shape, target, contenders, options.Rounds ?? 5)));
        }
    }

    private static async Task<Dictionary<string, List<(ProcessRun Run, ServerWork Work)>>> RaceAsync(
        string title, TenantShape shape, ITarget target, IReadOnlyList<Contender> contenders, int rounds)
    {
        await using var server = await ServerProcess.StartAsync(shape);
        var results = contenders.ToDictionary(contender => contender.Name, _ => new List<(ProcessRun Run, ServerWork Work)>());
        for (var round = 0; round < rounds; round++)
        {
            // Each round in another order, so that nobody always comes first.
            foreach (var contender in contenders.Skip(round % contenders.Count).Concat(contenders.Take(round % contenders.Count)))
            {
                var destination = await target.EmptyAsync();
                await server.TakeWorkAsync();
                var run = await contender.Start(server.Url, shape, destination).RunAsync();
                results[contender.Name].Add((run, await server.TakeWorkAsync()));
                ScenarioOptions.Progress($"{title}, round {round + 1}: {contender.Name} {run.Seconds:0.00} s");
            }
        }

        return results;
    }

    private static ResultTable Describe(
        string title, IReadOnlyList<Contender> contenders, Dictionary<string, List<(ProcessRun Run, ServerWork Work)>> results)
    {
        var table = new ResultTable(title, "", "seconds", "MB/s", "time of the exporter, in multiples of it", "requests", "at once", "CPU s", "server CPU s", "peak MB", "allocated MB");
        var exporter = results.GetValueOrDefault(Contender.Exporter);
        foreach (var contender in contenders)
        {
            var rounds = results[contender.Name];
            double Middle(Func<(ProcessRun Run, ServerWork Work), double?> of) => Median.Of(rounds.Select(round => of(round) ?? double.NaN));
            object? IfKnown(double number) => double.IsNaN(number) ? null : number;
            table.Add(
                contender.Description,
                Middle(round => round.Run.Seconds),
                Middle(round => round.Work.Bytes / round.Run.Seconds / 1e6),
                exporter is null ? null : Median.Of(rounds.Zip(exporter, (own, theirs) => own.Run.Seconds / theirs.Run.Seconds)),
                (long)Middle(round => round.Work.Requests),
                (long)Middle(round => round.Work.MostInFlight),
                IfKnown(Middle(round => round.Run.Cost?.ProcessorSeconds)),
                Middle(round => round.Work.ProcessorSeconds),
                IfKnown(Middle(round => round.Run.Cost?.PeakBytes / 1e6)),
                IfKnown(Middle(round => round.Run.Cost?.AllocatedBytes / 1e6)));
        }

        return table;
    }
}
