using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Summaries;

namespace Keepnet.Export.Cli.Commands;

/// <summary>How several runs went together.</summary>
internal static class Backfill
{
    private static readonly RunOutcome[] WorstFirst =
        [RunOutcome.Canceled, RunOutcome.Stopped, RunOutcome.Partial, RunOutcome.Failed, RunOutcome.Succeeded];

    /// <summary>Failed only when every month failed: one month that can be read makes it partial.</summary>
    public static RunOutcome Worst(IReadOnlyList<RunSummary> summaries)
    {
        var outcomes = summaries.Select(summary => summary.Outcome).ToHashSet();
        return outcomes.Contains(RunOutcome.Failed) && outcomes.Contains(RunOutcome.Succeeded)
            ? WorstFirst.First(outcome => outcomes.Contains(outcome) || outcome == RunOutcome.Partial)
            : WorstFirst.First(outcomes.Contains);
    }
}
