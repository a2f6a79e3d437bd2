using System.Diagnostics;
using Keepnet.Export.Benchmarks.Reporting;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>What flattening adds to the raw copy of the same answer, in turns, in processor time.</summary>
internal sealed class FlattenScenario : IScenario
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);

    private readonly AnswerSteps _answer = new();

    public string Name => "flatten";

    public string Description => "The raw copy of an answer alone and with its flattening to lines, in turns.";

    public Task<IReadOnlyList<ResultTable>> RunAsync(ScenarioOptions options)
    {
        var rounds = Measure(options.Rounds ?? 15);
        var received = _answer.Length / 1_000_000.0;
        var written = _answer.FlattenedLength / 1_000_000.0;
        var table = new ResultTable(
            $"Flattening an answer of {received:0.0} MB to lines of {written:0.0} MB",
            "step", "processor ms per MB received", "per MB written", "of the raw copy's, received", "of the raw copy's, written");
        Add(table, "raw copy: scanned, indexed, kept, each element copied out", rounds, round => round.Copy, received, received);
        Add(table, "what flattening adds", rounds, round => round.Added, received, written);
        return Task.FromResult<IReadOnlyList<ResultTable>>([table]);
    }

    private static void Add(ResultTable table, string step, List<Round> rounds, Func<Round, double> time, double received, double written) => table.Add(
        step,
        Median.Of(rounds.Select(round => time(round) / received)),
        Median.Of(rounds.Select(round => time(round) / written)),
        Median.Of(rounds.Select(round => time(round) / round.Copy)),
        Median.Of(rounds.Select(round => time(round) / round.Copy * received / written)));

    // The first round is for the compiler.
    private List<Round> Measure(int rounds) =>
        [.. Enumerable.Range(0, rounds + 1).Select(_ => new Round(Milliseconds(_answer.CopyElements), Milliseconds(_answer.CopyAndFlatten))).Skip(1)];

    // Of the processor: what else the machine does must not count.
    private static double Milliseconds(Action work)
    {
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var times = 0;
        for (; watch.Elapsed < Shortest; times++)
        {
            work();
        }

        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / times;
    }

    /// <summary>Milliseconds of processor time for the answer.</summary>
    private sealed record Round(double Copy, double Both)
    {
        public double Added => Both - Copy;
    }
}
