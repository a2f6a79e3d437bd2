using Keepnet.Export.Queueing;
using Keepnet.Export.Telemetry;

namespace Keepnet.Export.Runs;

/// <summary>Starts runs whose companies are exported by whoever reads the queue: plans them and puts their messages in.</summary>
public sealed class RunDispatcher
{
    private readonly RunPlanner _planner;
    private readonly RunFeed _feed;
    private readonly RunJournal _journal;
    private readonly RunCloser _closer;
    private readonly RunCatalog _catalog;
    private readonly IExportQueue _queue;

    internal RunDispatcher(RunPlanner planner, RunFeed feed, RunJournal journal, RunCloser closer, RunCatalog catalog, IExportQueue queue) =>
        (_planner, _feed, _journal, _closer, _catalog, _queue) = (planner, feed, journal, closer, catalog, queue);

    /// <summary>
    /// Plans a run and puts its messages on the queue. Starting the same run again goes on where it was cut off; the queue
    /// drops, or the handler recognises, what was put in before.
    /// </summary>
    /// <exception cref="Keepnet.Api.KeepnetApiException">The companies could not be listed; there is no plan.</exception>
    public async Task<RunPlan> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        using var activity = ExportActivities.StartRun("start run", request.RunId, request.Trigger);
        var plan = await _planner.PlanAsync(request, cancellationToken);
        if (await _catalog.FindSummaryAsync(plan.RunId, cancellationToken) is not null)
        {
            return plan;
        }

        var before = await JournalDigest.ReadAsync(_journal, plan.RunId, cancellationToken);
        await _queue.EnqueueAsync(_feed.ReadAsync(plan, before, _ => { }, cancellationToken), cancellationToken);

        // A run of no companies, or of filtered ones only, has nobody else to close it.
        await _closer.TryCloseAsync(plan, new ApiCounts(), cancellationToken);
        return plan;
    }

    /// <summary>Puts the failed and partial companies of a run on the queue again; returns how many.</summary>
    public async Task<int> RetryAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var before = await JournalDigest.ReadAsync(_journal, plan.RunId, cancellationToken);
        var again = RunFeed.Again(plan, before).ToList();
        await _queue.EnqueueAsync(again.ToAsyncEnumerable(), cancellationToken);
        return again.Count;
    }
}
