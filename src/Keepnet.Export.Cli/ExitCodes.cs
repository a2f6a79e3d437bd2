using Keepnet.Export.Runs;

namespace Keepnet.Export.Cli;

/// <summary>What the process says to its caller.</summary>
internal static class ExitCodes
{
    public const int Succeeded = 0;
    public const int SomeFailed = 1;
    public const int WrongUsage = 2;

    /// <summary>Also of a failure nobody foresaw.</summary>
    public const int Stopped = 3;

    public const int Interrupted = 130;
    public const int Terminated = 143;

    public static int Of(RunOutcome outcome, ProcessSignals signals) =>
        outcome == RunOutcome.Canceled && signals.ExitCode is { } code ? code : Of(outcome);

    /// <summary>Of a run that another process made.</summary>
    public static int Of(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Succeeded => Succeeded,
        RunOutcome.Stopped => Stopped,
        RunOutcome.Canceled => Interrupted,
        _ => SomeFailed,
    };
}
