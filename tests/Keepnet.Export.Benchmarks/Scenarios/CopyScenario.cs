using System.Diagnostics;
using Keepnet.Export.Benchmarks.Reporting;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>What becomes of an answer's bytes, one step at a time, in MB/s of one core.</summary>
internal sealed class CopyScenario : IScenario
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);

    private readonly AnswerSteps _answer = new();

    public string Name => "copy";

    public string Description => "The JSON copier in MB/s against Utf8JsonReader merely reading and against a memory copy.";

    public Task<IReadOnlyList<ResultTable>> RunAsync(ScenarioOptions options)
    {
        var bare = "Utf8JsonReader, reading only";
        (string Name, Action Work)[] steps =
        [
            ("memory copy", _answer.CopyMemory),
            (bare, _answer.ReadTokens),
            ("JsonScanner: the same of a stream in chunks, all text checked", _answer.Scan),
            ("**copier**: scanned, indexed, kept, each element copied out", _answer.CopyElements),
            ("SHA-256", _answer.Hash),
            ("fingerprint of each widget", _answer.Fingerprint),
            ("content hash of each widget", _answer.HashContent),
            ("drift of each widget", _answer.ObserveDrift),
            ("each widget flattened to lines", _answer.Flatten),
        ];
        var speeds = Measure(steps, options);
        var table = new ResultTable(
            $"Copying an answer of {_answer.Length / 1_000_000.0:0.0} MB", "step", "MB/s", "of the bare reader (median of rounds)", "allocated bytes per byte");
        foreach (var (name, work) in steps)
        {
            table.Add(name, Median.Of(speeds[name]), Median.Of(speeds[name].Zip(speeds[bare], (own, reader) => own / reader)), AllocatedPerByte(work));
        }

        return Task.FromResult<IReadOnlyList<ResultTable>>([table]);
    }

    private Dictionary<string, List<double>> Measure((string Name, Action Work)[] steps, ScenarioOptions options)
    {
        var speeds = steps.ToDictionary(step => step.Name, _ => new List<double>());
        for (var round = 0; round <= (options.Rounds ?? 7); round++)
        {
            foreach (var (name, work) in steps)
            {
                var speed = MegabytesPerSecond(work);

                // The first round is for the compiler.
                if (round > 0)
                {
                    speeds[name].Add(speed);
                }
            }
        }

        return speeds;
    }

    private double AllocatedPerByte(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)_answer.Length;
    }

    private double MegabytesPerSecond(Action work)
    {
        var watch = Stopwatch.StartNew();
        var times = 0;
        for (; watch.Elapsed < Shortest; times++)
        {
            work();
        }

        return _answer.Length * (double)times / watch.Elapsed.TotalSeconds / 1_000_000;
    }
}
