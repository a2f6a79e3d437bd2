using Keepnet.Export.Queueing;

namespace Keepnet.Export.Functions.Tests.Support;

/// <summary>A queue that only remembers.</summary>
internal sealed class RecordedQueue : IExportQueue
{
    public List<ExportMessage> Enqueued { get; } = [];

    public List<(ExportMessage Message, Delivery Delivery, TimeSpan Delay)> Scheduled { get; } = [];

    public async Task EnqueueAsync(IAsyncEnumerable<ExportMessage> messages, CancellationToken cancellationToken)
    {
        await foreach (var message in messages.WithCancellation(cancellationToken))
        {
            Enqueued.Add(message);
        }
    }

    public Task ScheduleAsync(ExportMessage message, Delivery delivery, TimeSpan delay, CancellationToken cancellationToken)
    {
        Scheduled.Add((message, delivery, delay));
        return Task.CompletedTask;
    }
}
