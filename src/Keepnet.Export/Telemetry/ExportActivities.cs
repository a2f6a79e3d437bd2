using System.Diagnostics;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Summaries;

namespace Keepnet.Export.Telemetry;

/// <summary>Activities of runs and companies. They carry ids and codes, never names, reasons or values.</summary>
public static class ExportActivities
{
    private static readonly ActivitySource Source = new(TelemetryNames.Export);

    /// <summary>The trace under way as a W3C <c>traceparent</c>, to travel with a queue message; null when there is none.</summary>
    public static string? CurrentTraceParent => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>
    /// Starts the activity of one company. With the <c>traceparent</c> of its message it belongs to the run's trace, wherever that
    /// was started, and is linked to what is under way here; else it belongs to what is under way here.
    /// </summary>
    /// <returns>Null when nobody listens.</returns>
    public static Activity? StartCompany(ExportMessage message, string? traceParent)
    {
        ActivityTagsCollection tags = new()
        {
            [TelemetryNames.RunId] = message.RunId,
            [TelemetryNames.CompanyId] = message.CompanyId,
            [TelemetryNames.Trigger] = message.Trigger,
        };
        var isRemote = ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent);
        ActivityLink[] links = isRemote && Activity.Current is { } here ? [new ActivityLink(here.Context)] : [];
        return Source.StartActivity("export company", ActivityKind.Consumer, isRemote ? parent : default, tags, links);
    }

    internal static Activity? StartRun(string name, string runId, string trigger) =>
        Source.StartActivity(name)?.SetTag(TelemetryNames.RunId, runId).SetTag(TelemetryNames.Trigger, trigger);

    internal static void End(Activity? activity, RunSummary summary) =>
        End(activity, RunEvents.NameOf(summary.Outcome), summary.Code, summary.Outcome is RunOutcome.Stopped or RunOutcome.Failed);

    internal static void End(Activity? activity, string outcome, string? code, bool isError)
    {
        activity?.SetTag(TelemetryNames.Outcome, outcome);
        if (code is not null)
        {
            activity?.SetTag(TelemetryNames.ErrorType, code);
        }

        if (isError)
        {
            activity?.SetStatus(ActivityStatusCode.Error, code);
        }
    }
}
