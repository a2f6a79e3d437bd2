using Keepnet.Export.Exporting;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Runs.Execution;

/// <summary>What a run has cost in this process, and the document that tells of its end here. Begins to count when it is made.</summary>
internal sealed class RunAccount(string period, RunMonitor monitor, IExportStore store, TimeProvider time)
{
    private readonly long _startedAt = time.GetTimestamp();

    // The runs of a backfill share one client.
    private readonly ApiCounts _before = ApiCounts.Of(monitor.Calls);

    private ApiCounts _planned = new();

    /// <summary>Null until there is one.</summary>
    public RunPlan? Plan { get; private set; }

    /// <summary>Tokens, the reseller's own answers: calls that belong to the run, but neither to its plan nor to a company.</summary>
    public ApiCounts Unjournalled => Spent - _planned - monitor.Journalled;

    private ApiCounts Spent => ApiCounts.Of(monitor.Calls) - _before;

    /// <summary>An earlier process planned the run.</summary>
    public void Resume(RunPlan plan) => Plan = plan;

    /// <summary>This process planned the run: the plan counts what that took.</summary>
    public void Begin(RunPlan plan) => (Plan, _planned) = (plan, plan.Api);

    /// <summary>The document of a run that goes on later, or never began.</summary>
    /// <param name="outcome">Stopped or canceled.</param>
    /// <param name="failure">Why.</param>
    public RunSummary Unfinished(RunOutcome outcome, ExportFailure failure) => OfThisProcess(new RunSummary
    {
        RunId = Plan?.RunId,
        Outcome = outcome,
        Code = failure.Code,
        Reason = failure.Reason,
        Period = period,
        Store = store.Location,
        Companies = Plan is null ? new CompanyCounts() : monitor.Companies,
        Failures = monitor.Failures,
        Warnings = Plan?.Warnings ?? [],
    });

    /// <summary>The document of a run that has come to its end.</summary>
    /// <param name="summary">As written to the store.</param>
    public RunSummary Finished(RunSummary summary) =>
        OfThisProcess(summary with { Schema = null, StartedAt = null, FinishedAt = null, Roster = null, Complete = null });

    private RunSummary OfThisProcess(RunSummary summary)
    {
        var api = Spent;
        return summary with
        {
            ApiCalls = api.Calls,
            Retries = api.Retries,
            Throttled = api.Throttled,
            Bytes = monitor.Bytes,
            Seconds = Math.Round(time.GetElapsedTime(_startedAt).TotalSeconds, 2),
        };
    }
}
