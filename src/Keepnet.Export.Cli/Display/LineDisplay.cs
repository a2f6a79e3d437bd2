using Keepnet.Export.Runs;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Summaries;

namespace Keepnet.Export.Cli.Display;

/// <summary>A line per company.</summary>
internal sealed class LineDisplay(Terminal terminal) : RunDisplay
{
    public override Task<RunSummary> WatchAsync(RunMonitor monitor, Func<Task<RunSummary>> run)
    {
        monitor.Planned += plan => terminal.Say($"Run {plan.RunId}: {CountsText.Companies(plan.Expected)}, period {plan.Period}{Before(monitor.Companies)}");
        monitor.CompanyEnded += entry => terminal.Say(Line(monitor.Companies, entry));
        return run();
    }

    private static string Before(CompanyCounts counts) => counts.Done == 0 ? "" : $"; {counts.Done} done before";

    private static string Line(CompanyCounts counts, JournalEntry entry)
    {
        var reason = entry.Reason is null ? "" : $" ({(entry.Code is null ? "" : entry.Code + ": ")}{entry.Reason})";
        return $"{counts.Done}/{counts.Expected} {entry.CompanyName ?? entry.CompanyId}: {OutcomeText.Of(entry.Outcome)}, {ByteText.Of(entry.Bytes)}{reason}";
    }
}
