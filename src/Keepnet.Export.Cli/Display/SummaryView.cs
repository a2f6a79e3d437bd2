using System.Globalization;
using Keepnet.Export.Runs;
using Spectre.Console;

namespace Keepnet.Export.Cli.Display;

/// <summary>A run's end, for people.</summary>
internal static class SummaryView
{
    private const int MostFailures = 20;

    public static void Print(Terminal terminal, RunSummary summary)
    {
        var table = new Table().Border(TableBorder.Simple).HideHeaders().AddColumns("", "");
        foreach (var (name, value) in Rows(summary))
        {
            table.AddRow(new Text(name), new Text(PlainText.Of(value)));
        }

        terminal.Out.Write(table);
        foreach (var failure in summary.Failures.Take(MostFailures))
        {
            terminal.Print($"{failure.Outcome.ToString().ToLowerInvariant()} {failure.CompanyId}: {(failure.Code is null ? "" : failure.Code + ": ")}{failure.Reason}");
        }

        if (summary.Failures.Count > MostFailures)
        {
            terminal.Print($"… and {summary.Failures.Count - MostFailures} more, listed in summary.json.");
        }

        foreach (var warning in summary.Warnings)
        {
            terminal.Print($"warning: {warning}");
        }

        PrintEnd(terminal, summary);
    }

    private static IEnumerable<(string Name, string Value)> Rows(RunSummary summary)
    {
        var counts = summary.Companies;
        yield return ("run", summary.RunId ?? "none: there was no plan yet");
        yield return ("outcome", summary.Outcome.ToString().ToLowerInvariant());
        yield return ("companies", string.Create(
            CultureInfo.InvariantCulture,
            $"{counts.Expected} expected, {counts.Succeeded} succeeded, {counts.Partial} partial, {counts.Skipped} skipped, {counts.Failed} failed"));
        yield return ("written", $"{ByteText.Of(summary.Bytes)} to {summary.Store}");
        yield return ("API calls", string.Create(
            CultureInfo.InvariantCulture, $"{summary.ApiCalls}, {summary.Retries} retries, {summary.Throttled} throttled"));
        yield return ("time", string.Create(CultureInfo.InvariantCulture, $"{summary.Seconds:0.0} s"));
    }

    private static void PrintEnd(Terminal terminal, RunSummary summary)
    {
        if (summary.Outcome is not (RunOutcome.Stopped or RunOutcome.Canceled))
        {
            return;
        }

        terminal.Print($"{summary.Code}: {summary.Reason}");
        if (summary.RunId is not null)
        {
            terminal.Print($"Go on with: keepnet-export export --resume {summary.RunId}");
        }
    }
}
