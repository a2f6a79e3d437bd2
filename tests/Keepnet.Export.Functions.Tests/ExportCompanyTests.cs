using System.Text;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Keepnet.Export.Functions.Tests.Support;
using Keepnet.Export.Queueing;
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

    [Fact]
    public async Task Companies_that_nobody_gives_credentials_for_are_put_aside_in_the_end_and_their_run_is_closed()
    {
        await using var planner = await App.StartAsync(companies: 1);
        await planner.FireAsync();
        await using var app = await App.StartAsync(companies: 1, ("Export:Directory", planner.Directory), ("Keepnet:ClientSecret", "wrong"));

        await app.DeliverAsync(planner.Queue.Enqueued[0], new Delivery(1, SampleMessages.Noon.AddHours(-6)));

        app.Actions.Verify(actions => actions.DeadLetterMessageAsync(
            It.IsAny<ServiceBusReceivedMessage>(), null, "authentication", It.IsAny<string>(), default));
        Assert.Equal("failed", (string)JsonNode.Parse((await app.ReadStoreAsync())[Summary])!["outcome"]!);
    }

    [Fact]
    public async Task A_copy_that_was_put_off_is_no_wish_to_have_a_partial_export_again()
    {
        await using var app = await App.StartAsync(companies: 1);
        await app.FireAsync();
        var message = app.Queue.Enqueued[0];
        await app.DeliverAsync(SampleMessages.Delivered(message));
        var partial = await MakePartialAsync(app);

        await app.DeliverAsync(message with { Attempt = 2 }, new Delivery(1, SampleMessages.Noon) { WishedAttempt = 1 });
        var afterCopy = await ManifestAsync(app);
        await app.DeliverAsync(SampleMessages.Delivered(message with { Attempt = 2 }));

        Assert.Equal(partial, afterCopy);
        Assert.NotEqual(partial, await ManifestAsync(app));
    }

    [Fact]
    public async Task An_outage_puts_a_company_off_until_its_last_delivery_and_then_aside()
    {
        await using var app = await App.StartAsync(companies: 1, ("Keepnet:MaxRetries", "0"));
        await app.FireAsync();
        var message = app.Queue.Enqueued[0];
        await using var cutOff = await App.StartAsync(
            companies: 1, ["not-keepnet"], ("Export:Directory", app.Directory), ("Keepnet:MaxRetries", "0"));

        await cutOff.DeliverAsync(SampleMessages.Delivered(message));
        var (copy, delivery, _) = Assert.Single(cutOff.Queue.Scheduled);
        await cutOff.DeliverAsync(message with { Attempt = 3 }, delivery with { Number = 3 });

        Assert.Equal((2, 2, 1), (copy.Attempt, delivery.Number, delivery.WishedAttempt));
        cutOff.Actions.Verify(actions => actions.DeadLetterMessageAsync(
            It.IsAny<ServiceBusReceivedMessage>(), null, It.IsAny<string>(), It.IsAny<string>(), default), Times.Once);
        Assert.Contains(Summary, (await app.ReadStoreAsync()).Keys);
    }

    // As if one of the company's widgets had failed.
    private static async Task<string> MakePartialAsync(App app)
    {
        var path = (await app.ReadStoreAsync()).Keys.Single(IsManifest);
        var file = (await app.Store.TryReadAsync(path, default))!;
        var partial = Encoding.UTF8.GetString(file.Content.Span).Replace("\"outcome\": \"succeeded\"", "\"outcome\": \"partial\"", StringComparison.Ordinal);
        Assert.True(await app.Store.TryReplaceAsync(path, Encoding.UTF8.GetBytes(partial), file.Version, default));
        return partial;
    }

    private static async Task<string> ManifestAsync(App app) => (await app.ReadStoreAsync()).Single(file => IsManifest(file.Key)).Value;

    private static bool IsManifest(string path) => path.EndsWith("/manifest.json", StringComparison.Ordinal);

    // A second line of the journal says the same as the first.
    private static Dictionary<string, string> WithoutJournal(IReadOnlyDictionary<string, string> files) =>
        files.Where(file => !file.Key.EndsWith("/journal.ndjson", StringComparison.Ordinal)).ToDictionary();
}
