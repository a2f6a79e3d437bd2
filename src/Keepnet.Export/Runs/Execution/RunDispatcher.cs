using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Layout;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Closing;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Storage;
using Keepnet.Export.Telemetry;

namespace Keepnet.Export.Runs.Execution;

/// <summary>Starts runs whose companies are exported by whoever reads the queue: plans them and puts their messages in.</summary>
public sealed class RunDispatcher
{
    private readonly RunPlanner _planner;
    private readonly RunFeed _feed;
    private readonly RunJournal _journal;
    private readonly RunCloser _closer;
    private readonly RunCatalog _catalog;
    private readonly ExportWithdrawal _withdrawal;
    private readonly RunStops _stops;
    private readonly IExportStore _store;
    private readonly IExportQueue _queue;
    private readonly TimeProvider _time;

    internal RunDispatcher(
        RunPlanner planner, RunFeed feed, RunJournal journal, RunCloser closer, RunCatalog catalog, ExportWithdrawal withdrawal,
        RunStops stops, IExportStore store, IExportQueue queue, TimeProvider time)
    {
        (_planner, _feed, _journal, _closer, _catalog, _withdrawal, _stops, _store, _queue, _time) =
            (planner, feed, journal, closer, catalog, withdrawal, stops, store, queue, time);
    }

    /// <summary>
    /// Plans a run and puts its messages on the queue. Starting the same run again goes on where it was cut off; the queue
    /// drops, or the handler recognises, what was put in before.
    /// </summary>
    /// <exception cref="Keepnet.Api.KeepnetApiException">The companies could not be listed; there is no plan.</exception>
    /// <exception cref="CompanyNotListedException">A company that had to be listed is not; there is no plan.</exception>
    public async Task<RunPlan> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        using var activity = ExportActivities.StartRun("start run", request.RunId, request.Trigger);
        var plan = await _planner.PlanAsync(request, cancellationToken);
        await ResumeAsync(plan, cancellationToken);
        return plan;
    }

    /// <summary>Puts the messages of companies without an outcome on the queue, and of those whose retry was cut off.</summary>
    public async Task ResumeAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var state = await _catalog.StateOfAsync(plan, cancellationToken);
        if (state is not { Summary: null, Journal: { } journal })
        {
            return;
        }

        _stops.GoOn(plan.RunId);
        await _withdrawal.FinishAsync(plan, journal);
        await _queue.EnqueueAsync(_feed.ReadAsync(plan, journal, _ => { }, cancellationToken), cancellationToken);
        if (await _catalog.FindRetryAsync(plan.RunId, cancellationToken) is { } retry)
        {
            await _queue.EnqueueAsync(retry.Pending(plan, journal).ToAsyncEnumerable(), cancellationToken);
        }

        // A run of no companies, or of filtered ones only, has nobody else to close it.
        await _closer.TryCloseAsync(plan, new ApiCounts(), cancellationToken);
    }

    /// <summary>
    /// Puts the failed and partial companies of a run on the queue again and returns how many. A run that stopped goes on with
    /// the companies it has not reached, which count too.
    /// </summary>
    public async Task<int> RetryAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var journal = await JournalDigest.ReadAsync(_journal, plan.RunId, cancellationToken);
        await _withdrawal.FinishAsync(plan, journal);
        var again = RunRetry.Again(plan, journal).ToList();
        if (again.Count > 0)
        {
            await RememberAsync(plan.RunId, again, cancellationToken);
            await _queue.EnqueueAsync(again.ToAsyncEnumerable(), cancellationToken);
        }

        if (_stops.Find(plan.RunId) is null)
        {
            return again.Count;
        }

        await ResumeAsync(plan, cancellationToken);
        return again.Count + plan.Expected - journal.Outcomes.Count;
    }

    // So that the run does not look finished meanwhile, and a restart does not forget the wish.
    private async Task RememberAsync(string runId, List<ExportMessage> again, CancellationToken cancellationToken)
    {
        var retry = new RunRetry
        {
            RequestedAt = _time.GetUtcNow(),
            Attempts = again.ToDictionary(message => message.CompanyId, message => message.Attempt, StringComparer.Ordinal),
        };
        await _store.WriteAsync(StorePaths.Retry(runId), ExportJson.Document(retry), cancellationToken);
    }
}
