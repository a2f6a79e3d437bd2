using Keepnet.Export.Runs;
using Spectre.Console;

namespace Keepnet.Export.Cli.Display;

/// <summary>Outcomes as the documents name them, and their colours on a terminal.</summary>
internal static class OutcomeText
{
    public static string Of(RunOutcome outcome) => outcome.ToString().ToLowerInvariant();

    public static string Of(ExportOutcome outcome) => outcome.ToString().ToLowerInvariant();

    public static Color ColorOf(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Succeeded => Color.Green,
        RunOutcome.Partial => Color.Yellow,
        _ => Color.Red,
    };
}
