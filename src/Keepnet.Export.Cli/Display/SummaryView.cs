using System.Globalization;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Summaries;
using Spectre.Console;

namespace Keepnet.Export.Cli.Display;

/// <summary>A run's end, for people.</summary>
internal static class SummaryView
{
    private const int MostFailures = 20;
    private const int NameWidth = 11;

    /// <param name="terminal">Where to.</param>
    /// <param name="summary">The run.</param>
    /// <param name="next">What to do after a run that did not come to its end; null for nothing.</param>
    public static void Print(Terminal terminal, RunSummary summary, string? next)
    {
        terminal.Print("");
        foreach (var (name, value, color) in Rows(summary))
        {
            terminal.PrintField(name.PadRight(NameWidth), value, color);
        }

        terminal.Print("");
        PrintFailures(terminal, summary);
        foreach (var warning in summary.Warnings)
        {
            terminal.Print($"warning: {warning}");
        }

        if (summary.Outcome is RunOutcome.Stopped or RunOutcome.Canceled)
        {
            terminal.Print($"{summary.Code}: {summary.Reason}");
        }

        if (next is not null)
        {
            terminal.Print(next);
        }
    }

    // A run that never had a plan has nothing to count.
    private static IEnumerable<(string Name, string Value, Color? Color)> Rows(RunSummary summary)
    {
        yield return ("run", summary.RunId ?? "none: it stopped before there was a plan", null);
        yield return ("outcome", OutcomeText.Of(summary.Outcome), OutcomeText.ColorOf(summary.Outcome));
        if (summary.Period is { } period)
        {
            yield return ("period", period, null);
        }

        yield return ("store", summary.Store, null);
        if (summary.RunId is null)
        {
            yield break;
        }

        yield return ("companies", CountsText.Of(summary.Companies), null);
        if (summary.Changes is { } changes)
        {
            yield return ("changes", ChangesText.Of(changes), null);
        }

        yield return ("written", ByteText.Of(summary.Bytes), null);
        yield return ("API calls", Invariant($"{summary.ApiCalls} ({summary.Retries} retries, {summary.Throttled} throttled)"), null);
        if (summary.Drift is { Found.Count: > 0 } drift)
        {
            yield return ("drift", DriftText.Of(drift), null);
        }

        yield return ("time", Invariant($"{summary.Seconds:0.0} s"), null);
    }

    private static void PrintFailures(Terminal terminal, RunSummary summary)
    {
        foreach (var failure in summary.Failures.Take(MostFailures))
        {
            terminal.Print($"{OutcomeText.Of(failure.Outcome)} {failure.CompanyId}: {(failure.Code is null ? "" : failure.Code + ": ")}{failure.Reason}");
        }

        if (summary.Failures.Count > MostFailures)
        {
            terminal.Print($"… and {summary.Failures.Count - MostFailures} more; --json lists them all.");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
