using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Keepnet.Export.Functions.Tests.Support;
using Moq;

namespace Keepnet.Export.Functions.Tests;

public sealed class ExportCompanyTests
{
    private const string Summary = "v1/runs/run_id=20260504T020000Z-schedule/summary.json";

    [Fact]
    public async Task The_last_company_closes_the_run()
    {
        await using var app = await App.StartAsync(companies: 2);
        await app.FireAsync();

        await app.DeliverAsync(SampleMessages.Delivered(app.Queue.Enqueued[0]));
        var between = await app.ReadStoreAsync();
        await app.DeliverAsync(SampleMessages.Delivered(app.Queue.Enqueued[1]));

        Assert.DoesNotContain(Summary, between.Keys);
        var summary = JsonNode.Parse((await app.ReadStoreAsync())[Summary])!;
        Assert.True((bool)summary["complete"]!);
        Assert.Equal(2, (int)summary["companies"]!["expected"]!);
        app.Actions.Verify(actions => actions.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), default), Times.Exactly(2));
    }

    [Fact]
    public async Task A_message_whose_lock_was_lost_comes_again_and_changes_nothing_a_reader_can_see()
    {
        await using var app = await App.StartAsync(companies: 1);
        await app.FireAsync();
        var message = app.Queue.Enqueued[0];
        app.Actions.Setup(actions => actions.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), default))
            .ThrowsAsync(new ServiceBusException("The lock is lost.", ServiceBusFailureReason.MessageLockLost));

        await Assert.ThrowsAsync<ServiceBusException>(() => app.DeliverAsync(SampleMessages.Delivered(message)));
        var first = await app.ReadStoreAsync();
        app.Actions.Reset();
        await app.DeliverAsync(SampleMessages.Delivered(message, deliveryCount: 2));

        var second = await app.ReadStoreAsync();
        Assert.Equal(WithoutJournal(first), WithoutJournal(second));
        app.Actions.Verify(actions => actions.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), default), Times.Once);
    }

    [Fact]
    public async Task What_is_no_message_of_ours_is_put_aside_with_a_reason()
    {
        await using var app = await App.StartAsync(companies: 1);
        var message = SampleMessages.Delivered(new ServiceBusMessage("""{"schema":2}"""));

        await app.DeliverAsync(message);

        app.Actions.Verify(actions => actions.DeadLetterMessageAsync(
            message, null, "invalidRequest", It.Is<string>(reason => reason.Contains("schema")), default));
        app.Actions.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_message_of_a_run_nobody_planned_is_put_aside()
    {
        await using var app = await App.StartAsync(companies: 1);
        var message = SampleMessages.Delivered(SampleMessages.Of());

        await app.DeliverAsync(message);

        app.Actions.Verify(actions => actions.DeadLetterMessageAsync(message, null, "notFound", It.IsAny<string>(), default));
    }

    [Fact]
    public async Task Wrong_credentials_put_companies_off_without_spending_a_delivery()
    {
        await using var planner = await App.StartAsync(companies: 1);
        await planner.FireAsync();
        await using var app = await App.StartAsync(companies: 1, ("Export:Directory", planner.Directory), ("Keepnet:ClientSecret", "wrong"));

        await app.DeliverAsync(SampleMessages.Delivered(planner.Queue.Enqueued[0]));

        var (copy, delivery, delay) = Assert.Single(app.Queue.Scheduled);
        Assert.Equal(2, copy.Attempt);
        Assert.Equal((1, 1), (delivery.Number, delivery.WishedAttempt));
        Assert.Equal(TimeSpan.FromMinutes(15), delay);
        app.Actions.Verify(actions => actions.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), default), Times.Once);
    }

    // A second line of the journal says the same as the first.
    private static Dictionary<string, string> WithoutJournal(IReadOnlyDictionary<string, string> files) =>
        files.Where(file => !file.Key.EndsWith("/journal.ndjson", StringComparison.Ordinal)).ToDictionary();
}
