using Keepnet.Export.Exporting;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Summaries;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Telemetry;

/// <summary>Log events that alerts and dashboards look for by name; names and fields are part of what operators rely on.</summary>
internal static partial class RunEvents
{
    /// <summary>Every company of the run is accounted for.</summary>
    public static void LogEnded(ILogger logger, RunPlan plan, RunSummary summary)
    {
        var outcome = NameOf(summary.Outcome);
        var companies = summary.Companies;
        var detail = $"{companies.Succeeded} succeeded, {companies.Partial} partial, {companies.Skipped} skipped, {companies.Failed} failed of {companies.Expected} companies.";
        LogEnded(logger, plan.RunId, plan.Trigger, outcome, detail);
    }

    /// <summary>The run stands still until a person has mended something.</summary>
    public static void LogStopped(ILogger logger, string runId, string trigger, ExportFailure failure) =>
        LogUnfinished(logger, runId, trigger, RunOutcome.Stopped, failure);

    /// <summary>The run was stopped or canceled; it may have no plan.</summary>
    public static void LogUnfinished(ILogger logger, string runId, string trigger, RunOutcome outcome, ExportFailure failure)
    {
        var name = NameOf(outcome);
        var detail = $"{failure.Code}: {failure.Reason}";
        LogEnded(logger, runId, trigger, name, detail);
    }

    /// <summary>The outcome as summaries and alerts write it.</summary>
    public static string NameOf(RunOutcome outcome) => outcome.ToString().ToLowerInvariant();

    // Information however the run ended: the alerts look at Outcome, and a line that is an error by itself would raise a second one.
    [LoggerMessage(EventName = "RunEnded", Level = LogLevel.Information, Message = "Run {RunId} ({Trigger}) ended: {Outcome}. {Detail}")]
    private static partial void LogEnded(ILogger logger, string runId, string trigger, string outcome, string detail);
}
