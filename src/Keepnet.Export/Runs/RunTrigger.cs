namespace Keepnet.Export.Runs;

/// <summary>What started a run.</summary>
public static class RunTrigger
{
    public const string Schedule = "schedule";
    public const string Request = "request";
    public const string Cli = "cli";
    public const string Backfill = "backfill";
    public const string Demo = "demo";

    public static IReadOnlyList<string> All { get; } = [Schedule, Request, Cli, Backfill, Demo];
}
