using Azure.Messaging.ServiceBus;
using Keepnet.Export.Functions.Messages;
using Keepnet.Export.Functions.Tests.Support;
using Keepnet.Export.Queueing;
using Microsoft.Azure.Functions.Worker;
using Moq;

namespace Keepnet.Export.Functions.Tests.Messages;

public sealed class MessageSettlerTests
{
    private readonly RecordedQueue _queue = new();
    private readonly Mock<ServiceBusMessageActions> _actions = new(MockBehavior.Strict);
    private readonly ServiceBusReceivedMessage _message = SampleMessages.Delivered(SampleMessages.Of());

    [Fact]
    public async Task What_is_done_leaves_the_queue()
    {
        _actions.Setup(actions => actions.CompleteMessageAsync(_message, default)).Returns(Task.CompletedTask);

        await SettleAsync(new Settlement.Complete());

        _actions.Verify(actions => actions.CompleteMessageAsync(_message, default), Times.Once);
        Assert.Empty(_queue.Scheduled);
    }

    [Fact]
    public async Task What_failed_for_good_is_put_aside_with_code_and_reason()
    {
        _actions.Setup(actions => actions.DeadLetterMessageAsync(_message, null, "forbidden", "No access.", default)).Returns(Task.CompletedTask);

        await SettleAsync(new Settlement.DeadLetter("forbidden", "No access."));

        _actions.VerifyAll();
    }

    [Fact]
    public async Task What_may_succeed_later_is_copied_before_it_leaves_the_queue()
    {
        _actions.Setup(actions => actions.CompleteMessageAsync(_message, default))
            .Callback(() => Assert.Single(_queue.Scheduled))
            .Returns(Task.CompletedTask);
        var delivery = new Delivery(2, SampleMessages.Noon) { WishedAttempt = 1 };

        await SettleAsync(new Settlement.PutOff(SampleMessages.Of(attempt: 2), delivery, TimeSpan.FromMinutes(1)));

        Assert.Equal((SampleMessages.Of(attempt: 2), delivery, TimeSpan.FromMinutes(1)), Assert.Single(_queue.Scheduled));
        _actions.VerifyAll();
    }

    [Fact]
    public async Task A_message_whose_copy_was_not_taken_stays()
    {
        var queue = new Mock<IExportQueue>();
        queue.Setup(q => q.ScheduleAsync(It.IsAny<ExportMessage>(), It.IsAny<Delivery>(), It.IsAny<TimeSpan>(), default))
            .ThrowsAsync(new ServiceBusException(true, "busy"));
        var settlement = Settlement.Later(SampleMessages.Of(), new Delivery(1, SampleMessages.Noon), TimeSpan.Zero, spendsDelivery: true);

        await Assert.ThrowsAsync<ServiceBusException>(() => new MessageSettler(queue.Object).SettleAsync(_actions.Object, _message, settlement, default));

        _actions.VerifyNoOtherCalls();
    }

    private Task SettleAsync(Settlement settlement) => new MessageSettler(_queue).SettleAsync(_actions.Object, _message, settlement, default);
}
