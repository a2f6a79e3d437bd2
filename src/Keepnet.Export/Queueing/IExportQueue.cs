namespace Keepnet.Export.Queueing;

/// <summary>Carries one message per company to whoever exports it.</summary>
public interface IExportQueue
{
    /// <summary>
    /// Puts messages on the queue, in batches where the queue has them. Ends when all are accepted; putting some of them in again
    /// after a failure half-way does no harm, because a message put in twice is exported once.
    /// </summary>
    Task EnqueueAsync(IAsyncEnumerable<ExportMessage> messages, CancellationToken cancellationToken);

    /// <summary>Puts one message in that will be delivered after a while.</summary>
    Task ScheduleAsync(ExportMessage message, TimeSpan delay, CancellationToken cancellationToken);
}
