using Keepnet.Export.Cli.Display;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Runs.Summaries;

namespace Keepnet.Export.Cli.Commands;

/// <summary>How <c>export</c> ends: with its document, for a program or for people, how to go on, and the exit code.</summary>
/// <param name="terminal">Where it is printed.</param>
/// <param name="signals">What may have canceled the run.</param>
/// <param name="json">Whether a program reads the document.</param>
/// <param name="surroundings">Arguments that a command to resume needs as well.</param>
internal sealed class ExportEnd(Terminal terminal, ProcessSignals signals, bool json, IReadOnlyList<string> surroundings)
{
    public int Of(RunSummary summary)
    {
        var isResumable = summary is { Outcome: RunOutcome.Stopped or RunOutcome.Canceled, RunId: not null };
        var next = isResumable ? $"Go on with: {Invocation.Of(["export", "--resume", summary.RunId!, .. surroundings])}" : null;
        if (!json)
        {
            SummaryView.Print(terminal, summary, next);
            return ExitCodes.Of(summary.Outcome, signals);
        }

        terminal.PrintJson(summary);
        foreach (var line in new[] { summary.Reason, next }.OfType<string>())
        {
            terminal.Say(line);
        }

        return ExitCodes.Of(summary.Outcome, signals);
    }

    public int Of(BackfillDocument document)
    {
        if (!json)
        {
            BackfillView.Print(terminal, document);
        }
        else
        {
            terminal.PrintJson(document);
            if (document.Reason is { } reason)
            {
                terminal.Say(reason);
            }
        }

        if (document.Outcome is RunOutcome.Stopped or RunOutcome.Canceled)
        {
            terminal.Say("To go on, give the same command again: months that were exported are not fetched again.");
        }

        return ExitCodes.Of(document.Outcome, signals);
    }
}
