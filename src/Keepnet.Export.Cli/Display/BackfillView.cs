using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Runs.Summaries;

namespace Keepnet.Export.Cli.Display;

/// <summary>A backfill's end, for people: a line per month, and all of the months that did not succeed.</summary>
internal static class BackfillView
{
    private static readonly string[] Header = ["PERIOD", "RUN", "OUTCOME", "COMPANIES"];

    public static void Print(Terminal terminal, BackfillDocument document)
    {
        foreach (var run in document.Runs.Where(run => run.Outcome != RunOutcome.Succeeded))
        {
            SummaryView.Print(terminal, run, next: null);
        }

        terminal.Print("");
        foreach (var line in AlignedTable.Lines([Header, .. document.Runs.Select(Row)]))
        {
            terminal.Print(line);
        }

        terminal.Print("");
        terminal.PrintField("outcome    ", OutcomeText.Of(document.Outcome), OutcomeText.ColorOf(document.Outcome));
    }

    private static string[] Row(RunSummary run) => [run.Period ?? "", run.RunId ?? "-", OutcomeText.Of(run.Outcome), CountsText.Of(run.Companies)];
}
