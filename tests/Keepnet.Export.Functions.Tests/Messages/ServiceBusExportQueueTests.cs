using System.Diagnostics;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Keepnet.Export.Functions.Messages;
using Keepnet.Export.Functions.Tests.Support;
using Keepnet.Export.Queueing;
using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Export.Functions.Tests.Messages;

public sealed class ServiceBusExportQueueTests
{
    private readonly FakeTimeProvider _clock = new(SampleMessages.Noon) { AutoAdvanceAmount = TimeSpan.Zero };

    [Fact]
    public async Task A_message_carries_what_receivers_and_duplicate_detection_rely_on()
    {
        var sender = new RecordedSender();
        var message = SampleMessages.Of();

        await new ServiceBusExportQueue(sender, _clock).EnqueueAsync(new[] { message }.ToAsyncEnumerable(), default);

        var sent = Assert.Single(Assert.Single(sender.Sent));
        Assert.Equal("20260504T020000Z-schedule/company00001", sent.MessageId);
        Assert.Equal("export-company", sent.Subject);
        Assert.Equal("application/json", sent.ContentType);
        Assert.Equal("company00001", sent.ApplicationProperties["companyId"]);
        Assert.Equal("20260504T020000Z-schedule", sent.ApplicationProperties["runId"]);
        string[] fields = ["schema", "runId", "companyId", "companyName", "period", "trigger", "requestedAt", "attempt"];
        Assert.Equal(fields, JsonNode.Parse(sent.Body)!.AsObject().Select(field => field.Key));
    }

    [Fact]
    public async Task Three_messages_of_which_two_fit_go_out_in_two_batches()
    {
        var sender = new RecordedSender(batchCapacity: 2);
        var messages = new[] { "a", "b", "c" }.Select(id => SampleMessages.Of(id));

        await new ServiceBusExportQueue(sender, _clock).EnqueueAsync(messages.ToAsyncEnumerable(), default);

        Assert.Equal([2, 1], sender.Sent.Select(batch => batch.Count));
        Assert.Equal(["a", "b", "c"], sender.Sent.SelectMany(batch => batch).Select(message => (string)message.ApplicationProperties["companyId"]));
    }

    [Fact]
    public async Task No_messages_make_no_call()
    {
        var sender = new RecordedSender();

        await new ServiceBusExportQueue(sender, _clock).EnqueueAsync(AsyncEnumerable.Empty<ExportMessage>(), default);

        Assert.Equal(0, sender.Tries);
    }

    [Fact]
    public async Task A_message_too_large_for_any_batch_is_named()
    {
        var sender = new RecordedSender(fits: message => !message.MessageId.EndsWith("large", StringComparison.Ordinal));
        var messages = new[] { "small", "large" }.Select(id => SampleMessages.Of(id));

        var exception = await Assert.ThrowsAsync<ServiceBusException>(
            () => new ServiceBusExportQueue(sender, _clock).EnqueueAsync(messages.ToAsyncEnumerable(), default));

        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, exception.Reason);
        Assert.Contains("20260504T020000Z-schedule/large", exception.Message, StringComparison.Ordinal);
        Assert.Single(sender.Sent);
    }

    [Fact]
    public async Task A_busy_namespace_is_tried_again()
    {
        var sender = new RecordedSender();
        sender.Failures.Enqueue(new ServiceBusException(true, "busy", reason: ServiceBusFailureReason.ServiceBusy));
        sender.Failures.Enqueue(new ServiceBusException(true, "no answer", reason: ServiceBusFailureReason.ServiceTimeout));

        var sending = new ServiceBusExportQueue(sender, _clock).EnqueueAsync(new[] { SampleMessages.Of() }.ToAsyncEnumerable(), default);
        await AdvanceUntilDoneAsync(sending);

        Assert.Equal(3, sender.Tries);
        Assert.Single(sender.Sent);
    }

    [Fact]
    public async Task What_no_repetition_mends_is_not_repeated()
    {
        var sender = new RecordedSender();
        sender.Failures.Enqueue(new ServiceBusException(false, "no such queue", reason: ServiceBusFailureReason.MessagingEntityNotFound));

        await Assert.ThrowsAsync<ServiceBusException>(
            () => new ServiceBusExportQueue(sender, _clock).EnqueueAsync(new[] { SampleMessages.Of() }.ToAsyncEnumerable(), default));

        Assert.Equal(1, sender.Tries);
    }

    [Fact]
    public async Task A_copy_comes_later_under_an_id_of_its_own_and_remembers_its_deliveries()
    {
        var sender = new RecordedSender();
        var delivery = new Delivery(2, SampleMessages.Noon.AddHours(-1)) { WishedAttempt = 1 };

        await new ServiceBusExportQueue(sender, _clock).ScheduleAsync(SampleMessages.Of(attempt: 3), delivery, TimeSpan.FromMinutes(15), default);

        var sent = Assert.Single(Assert.Single(sender.Sent));
        Assert.Equal("20260504T020000Z-schedule/company00001/3", sent.MessageId);
        Assert.Equal(SampleMessages.Noon.AddMinutes(15), sent.ScheduledEnqueueTime);
        var received = DeliveryProperties.Read(SampleMessages.Delivered(sent), SampleMessages.Noon);
        Assert.Equal(delivery, received);
    }

    [Fact]
    public async Task The_trace_of_the_run_travels_with_its_messages_and_their_copies()
    {
        var sender = new RecordedSender();
        var queue = new ServiceBusExportQueue(sender, _clock);

        using var run = new Activity("run").SetIdFormat(ActivityIdFormat.W3C).Start();
        await queue.EnqueueAsync(new[] { SampleMessages.Of() }.ToAsyncEnumerable(), default);
        run.Stop();
        var first = DeliveryProperties.Read(SampleMessages.Delivered(sender.Sent[0][0]), SampleMessages.Noon);
        using var later = new Activity("company").SetIdFormat(ActivityIdFormat.W3C).Start();
        await queue.ScheduleAsync(SampleMessages.Of(attempt: 2), first, TimeSpan.FromMinutes(1), default);
        var second = DeliveryProperties.Read(SampleMessages.Delivered(sender.Sent[1][0]), SampleMessages.Noon);

        Assert.Equal((run.Id, run.Id), (first.TraceParent, second.TraceParent));
    }

    private async Task AdvanceUntilDoneAsync(Task task)
    {
        for (var i = 0; i < 1000 && !task.IsCompleted; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await task;
    }
}
