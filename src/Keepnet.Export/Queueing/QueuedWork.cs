using Keepnet.Export.Runs.InProgress;

namespace Keepnet.Export.Queueing;

/// <summary>Works on a message of the in-process queue until it is settled or put off.</summary>
internal sealed class QueuedWork(InProcessQueue queue, CompanyHandler handler, TimeProvider time)
{
    /// <summary>What came of it. A message whose run stopped is left to the caller, as the run's others are.</summary>
    public async Task<Handling> DoAsync(QueuedMessage queued, RunContext run, CancellationToken cancellationToken)
    {
        while (true)
        {
            var handling = await handler.HandleAsync(queued.Message, queued.Delivery, run, cancellationToken);
            switch (handling)
            {
                case Handling.Later { SpendsDelivery: false, Delay: var delay }:
                    // The API wants fewer calls: taking up another company instead would only be refused as well.
                    await Task.Delay(delay, time, cancellationToken);
                    continue;
                case Handling.Later { Delay: var delay }:
                    queue.PutOff(queued, delay);
                    break;
                case Handling.Completed:
                    queue.Complete(queued);
                    break;
                case Handling.DeadLettered { Failure: var failure }:
                    queue.PutAside(queued, failure);
                    break;
            }

            return handling;
        }
    }
}
