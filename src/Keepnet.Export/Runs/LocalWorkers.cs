using Keepnet.Export.Companies;
using Keepnet.Export.Exporting;
using Keepnet.Export.Queueing;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Runs;

/// <summary>Works a plan through the in-process queue, a few companies at once.</summary>
internal sealed class LocalWorkers(CompanyHandler handler, RunJournal journal, IExportStore store, ExportOptions options, TimeProvider time)
{
    private readonly Roster _roster = new(store);

    /// <summary>Ends when every company of the plan is accounted for (null), or with the failure that stopped the run.</summary>
    public async Task<ExportFailure?> WorkAsync(RunContext run, RunMonitor monitor, CancellationToken cancellationToken)
    {
        var before = await JournalDigest.ReadAsync(journal, run.Plan.RunId, cancellationToken);
        monitor.Start(run.Plan, before);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = new Work(run, monitor, new InProcessQueue(options.MaxConcurrency * 2, time), stop);
        var tasks = new List<Task> { GuardAsync(work, () => FillAsync(work, before)) };
        tasks.AddRange(Enumerable.Range(0, options.MaxConcurrency).Select(_ => GuardAsync(work, () => DrainAsync(work))));
        await Task.WhenAll(tasks);
        cancellationToken.ThrowIfCancellationRequested();
        return work.Failure;
    }

    // The first task to fail takes the others with it; what it failed of is told once, by WhenAll.
    private static async Task GuardAsync(Work work, Func<Task> task)
    {
        try
        {
            await task();
        }
        catch (OperationCanceledException) when (work.Stop.IsCancellationRequested)
        {
        }
        catch
        {
            await work.Stop.CancelAsync();
            throw;
        }
    }

    private async Task FillAsync(Work work, JournalDigest before)
    {
        var plan = work.Run.Plan;
        var filter = new CompanyFilter(plan.Filters);
        await foreach (var planned in _roster.ReadAsync(plan.RunId, work.Token))
        {
            if (before.Outcomes.ContainsKey(planned.Company.Id))
            {
                continue;
            }

            if (EndedUnasked(planned, filter) is { } entry)
            {
                await journal.AppendAsync(plan.RunId, entry, work.Token);
                work.Monitor.End(entry);
            }
            else
            {
                await work.Queue.EnqueueAsync(MessageFor(plan, planned), work.Token);
            }
        }

        work.Queue.CompleteAdding();
    }

    private async Task DrainAsync(Work work)
    {
        await foreach (var queued in work.Queue.ReadAllAsync(work.Token))
        {
            await HandleAsync(work, queued);
        }
    }

    private async Task HandleAsync(Work work, QueuedMessage queued)
    {
        while (true)
        {
            switch (await handler.HandleAsync(queued.Message, queued.Delivery, work.Run, work.Token))
            {
                case Handling.Completed { Entry: var entry }:
                    work.End(entry);
                    return;
                case Handling.DeadLettered { Entry: var entry }:
                    work.End(entry);
                    return;
                case Handling.Later { SpendsDelivery: false, Delay: var delay }:
                    // The API wants fewer calls: taking up another company instead would only be refused as well.
                    await Task.Delay(delay, time, work.Token);
                    continue;
                case Handling.Later { Delay: var delay }:
                    work.PutOff(queued, delay);
                    return;
                case Handling.Stopped { Failure: var failure }:
                    work.StopBecauseOf(failure);
                    return;
            }
        }
    }

    private JournalEntry? EndedUnasked(PlannedCompany planned, CompanyFilter filter)
    {
        var (outcome, code, reason) = planned.IsListed
            ? (ExportOutcome.Skipped, null, filter.ReasonToSkip(planned.Company))
            : (ExportOutcome.Failed, FailureCodes.NotFound, $"Company {planned.Company.Id} is not among the companies these credentials manage. Check the id: upper and lower case count.");
        return reason is null ? null : new JournalEntry
        {
            CompanyId = planned.Company.Id,
            CompanyName = planned.Company.Name,
            Outcome = outcome,
            Code = code,
            Reason = reason,
            StartedAt = time.GetUtcNow(),
            FinishedAt = time.GetUtcNow(),
        };
    }

    private static ExportMessage MessageFor(RunPlan plan, PlannedCompany planned) => new()
    {
        RunId = plan.RunId,
        CompanyId = planned.Company.Id,
        CompanyName = planned.Company.Name,
        Period = plan.Period,
        Trigger = plan.Trigger,
        RequestedAt = plan.RequestedAt,
    };

    private sealed record Work(RunContext Run, RunMonitor Monitor, InProcessQueue Queue, CancellationTokenSource Stop)
    {
        private ExportFailure? _failure;

        public CancellationToken Token => Stop.Token;

        public ExportFailure? Failure => _failure;

        public void End(JournalEntry entry)
        {
            Monitor.End(entry);
            Queue.Settle();
        }

        public void PutOff(QueuedMessage queued, TimeSpan delay) => _ = Queue.PutOffAsync(queued, delay, Token);

        public void StopBecauseOf(ExportFailure failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
            Stop.Cancel();
        }
    }
}
