using Keepnet.Export.Runs;

namespace Keepnet.Export.Cli.Display;

/// <summary>A line per company.</summary>
internal sealed class LineDisplay(Terminal terminal) : RunDisplay
{
    public override Task<RunSummary> WatchAsync(RunMonitor monitor, Func<Task<RunSummary>> run)
    {
        monitor.Planned += plan => terminal.Say($"Run {plan.RunId}: {plan.Expected} companies, period {plan.Period}");
        monitor.CompanyEnded += entry => terminal.Say(Line(monitor.Companies, entry));
        return run();
    }

    private static string Line(CompanyCounts counts, JournalEntry entry)
    {
        var reason = entry.Reason is null ? "" : $" ({entry.Code ?? "filter"}: {entry.Reason})";
        return $"{counts.Done}/{counts.Expected} {entry.CompanyName ?? entry.CompanyId}: {entry.Outcome.ToString().ToLowerInvariant()}, {ByteText.Of(entry.Bytes)}{reason}";
    }
}
