using Keepnet.Export.Exporting;
using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Runs.Execution;

/// <summary>Works a plan through the in-process queue, a few companies at once.</summary>
internal sealed class LocalWorkers(
    CompanyHandler handler, RunFeed feed, RunJournal journal, ExportWithdrawal withdrawal, StorePatience patience, ExportOptions options, TimeProvider time)
{
    /// <summary>Ends when every company of the plan is accounted for (null), or with the failure that stopped the run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="before">What its journal said when this process took it up.</param>
    /// <param name="monitor">Told of each company that ends.</param>
    /// <param name="cancellationToken">Interrupts the run.</param>
    public async Task<ExportFailure?> WorkAsync(RunContext run, JournalDigest before, RunMonitor monitor, CancellationToken cancellationToken)
    {
        await withdrawal.FinishAsync(run.Plan, before);
        monitor.Start(run.Plan);
        run.Isolation.Withdrawn += monitor.Withdraw;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var queue = new InProcessQueue(time, options.MaxConcurrency * 2);
        var work = new Work(run, monitor, queue, stop);
        var tasks = new List<Task> { GuardAsync(work, () => FillAsync(work, before)) };
        var queuedWork = new QueuedWork(queue, handler, time);
        tasks.AddRange(Enumerable.Range(0, options.MaxConcurrency).Select(_ => GuardAsync(work, () => DrainAsync(work, queuedWork))));
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
        catch (Exception) when (work.Stop.IsCancellationRequested)
        {
            // Whatever it is, it comes of being interrupted, or of the same trouble as the failure that is told.
        }
        catch
        {
            await work.Stop.CancelAsync();
            throw;
        }
    }

    private async Task FillAsync(Work work, JournalDigest before)
    {
        JournalDigest? journalled = before;
        await patience.WaitOutAsync(
            async () =>
            {
                // Begun again, the feed leaves out who has ended meanwhile; the queue drops who is still in it.
                journalled ??= await JournalDigest.ReadAsync(journal, work.Run.Plan.RunId, work.Token);
                var messages = feed.ReadAsync(work.Run.Plan, journalled, entry => work.Monitor.End(entry), work.Token);
                journalled = null;
                await work.Queue.EnqueueAsync(messages, work.Token);
            },
            work.Token);
        work.Queue.CompleteAdding();
    }

    private static async Task DrainAsync(Work work, QueuedWork queuedWork)
    {
        await foreach (var queued in work.Queue.ReadAllAsync(work.Token))
        {
            switch (await queuedWork.DoAsync(queued, work.Run, work.Token))
            {
                case Handling.Completed { Entry: var entry, WasThere: var wasThere }:
                    work.Monitor.End(entry, wasThere);
                    break;
                case Handling.DeadLettered { Entry: var entry }:
                    work.Monitor.End(entry);
                    break;
                case Handling.Stopped { Failure: var failure }:
                    work.StopBecauseOf(failure);
                    return;
            }
        }
    }

    private sealed record Work(RunContext Run, RunMonitor Monitor, InProcessQueue Queue, CancellationTokenSource Stop)
    {
        private ExportFailure? _failure;

        public CancellationToken Token => Stop.Token;

        public ExportFailure? Failure => _failure;

        public void StopBecauseOf(ExportFailure failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
            Stop.Cancel();
        }
    }
}
