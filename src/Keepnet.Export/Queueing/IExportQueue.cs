namespace Keepnet.Export.Queueing;

/// <summary>Carries one message per company to whoever exports it.</summary>
public interface IExportQueue
{
    /// <summary>
    /// Puts messages on the queue, in batches where the queue has them. Ends when all are accepted; putting some of them in again
    /// after a failure half-way does no harm, because a message put in twice is exported once.
    /// </summary>
    Task EnqueueAsync(IAsyncEnumerable<ExportMessage> messages, CancellationToken cancellationToken);

    /// <summary>Puts one message in that comes after a while.</summary>
    /// <param name="message">Its attempt must not have been on the queue before, or the queue drops it as a duplicate.</param>
    /// <param name="delivery">As what it shall be delivered.</param>
    /// <param name="delay">From now.</param>
    /// <param name="cancellationToken">Ends the wait for the queue's answer.</param>
    Task ScheduleAsync(ExportMessage message, Delivery delivery, TimeSpan delay, CancellationToken cancellationToken);
}
