using Keepnet.Export.Exporting;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Runs;

/// <summary>Log events that alerts and dashboards look for by name; their fields are part of it.</summary>
internal static partial class RunEvents
{
    public static void LogEnded(ILogger logger, RunPlan plan, RunSummary summary)
    {
        var level = summary.Outcome == RunOutcome.Succeeded ? LogLevel.Information : LogLevel.Warning;
        var outcome = NameOf(summary.Outcome);
        var companies = summary.Companies;
        var detail = $"{companies.Succeeded} succeeded, {companies.Partial} partial, {companies.Skipped} skipped, {companies.Failed} failed of {companies.Expected} companies.";
        LogEnded(logger, level, plan.RunId, plan.Trigger, outcome, detail);
    }

    /// <summary>The run stands still until a person has mended something.</summary>
    public static void LogStopped(ILogger logger, string runId, string trigger, ExportFailure failure)
    {
        var outcome = NameOf(RunOutcome.Stopped);
        var detail = $"{failure.Code}: {failure.Reason}";
        LogEnded(logger, LogLevel.Error, runId, trigger, outcome, detail);
    }

    // As in summary.json.
    private static string NameOf(RunOutcome outcome) => outcome.ToString().ToLowerInvariant();

    [LoggerMessage(EventName = "RunEnded", Message = "Run {RunId} ({Trigger}): {Outcome}. {Detail}")]
    private static partial void LogEnded(ILogger logger, LogLevel level, string runId, string trigger, string outcome, string detail);
}
