using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Export.Tests.Queueing;

/// <summary>What every queue promises.</summary>
public abstract class QueueConformanceTests
{
    private protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 10, 2, 0, 0, TimeSpan.Zero));

    private protected abstract IQueueUnderTest Queue { get; }

    [Fact]
    public async Task Delivers_in_the_order_of_arrival()
    {
        await EnqueueAsync(MessageOf("a"), MessageOf("b"), MessageOf("c"));

        Assert.Equal(["a", "b", "c"], await DrainAsync());
    }

    [Fact]
    public async Task Counts_the_first_delivery_from_1()
    {
        await EnqueueAsync(MessageOf("a"));

        var received = await Queue.ReceiveAsync();

        Assert.Equal(new Delivery(1, Clock.GetUtcNow()), received?.Delivery);
    }

    [Fact]
    public async Task Counts_a_companys_time_from_its_first_delivery_however_long_it_waited_for_it()
    {
        await EnqueueAsync(MessageOf("a"));
        Clock.Advance(TimeSpan.FromHours(7));
        var firstSeen = Clock.GetUtcNow();

        var first = await Queue.ReceiveAsync();
        Queue.PutOff(TimeSpan.FromHours(1));
        Clock.Advance(TimeSpan.FromHours(1));
        var second = await Queue.ReceiveAsync();

        Assert.Equal((new Delivery(1, firstSeen), new Delivery(2, firstSeen)), (first?.Delivery, second?.Delivery));
    }

    [Fact]
    public async Task Drops_a_message_that_is_in_already()
    {
        await EnqueueAsync(MessageOf("a"), MessageOf("a"));
        await EnqueueAsync(MessageOf("a"));
        await Queue.Input.ScheduleAsync(MessageOf("a"), new Delivery(1, Clock.GetUtcNow()), TimeSpan.Zero, CancellationToken.None);

        Assert.Equal(["a"], await DrainAsync());
    }

    [Fact]
    public async Task Drops_a_message_that_is_being_worked_on()
    {
        await EnqueueAsync(MessageOf("a"));
        await Queue.ReceiveAsync();

        await EnqueueAsync(MessageOf("a"));

        Assert.Null(await Queue.ReceiveAsync());
    }

    [Fact]
    public async Task Takes_another_attempt_or_another_run_for_another_message()
    {
        await EnqueueAsync(MessageOf("a"), MessageOf("a") with { Attempt = 2 }, MessageOf("a") with { RunId = "20260311T020000Z-schedule" });

        Assert.Equal(["a", "a", "a"], await DrainAsync());
    }

    [Fact]
    public async Task Delivers_a_scheduled_message_when_its_time_has_come()
    {
        await Queue.Input.ScheduleAsync(MessageOf("a"), new Delivery(2, Clock.GetUtcNow()), TimeSpan.FromMinutes(10), CancellationToken.None);

        Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.Null(await Queue.ReceiveAsync());
        Clock.Advance(TimeSpan.FromSeconds(1));

        var received = await Queue.ReceiveAsync();
        Assert.Equal("a", received?.Message.CompanyId);
        Assert.Equal(2, received?.Delivery.Number);
    }

    [Fact]
    public async Task Delivers_a_message_that_is_put_off_again_and_counts_up()
    {
        var start = Clock.GetUtcNow();
        await EnqueueAsync(MessageOf("a"));
        await Queue.ReceiveAsync();

        Queue.PutOff(TimeSpan.FromSeconds(5));
        Assert.Null(await Queue.ReceiveAsync());
        Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(new Delivery(2, start), (await Queue.ReceiveAsync())?.Delivery);
    }

    [Fact]
    public async Task Goes_on_with_other_messages_while_one_is_put_off()
    {
        await EnqueueAsync(MessageOf("a"), MessageOf("b"));
        await Queue.ReceiveAsync();
        Queue.PutOff(TimeSpan.FromHours(1));

        Assert.Equal(["b"], await DrainAsync());
    }

    [Fact]
    public async Task Keeps_what_was_put_aside_with_its_reason()
    {
        await EnqueueAsync(MessageOf("a"));
        await Queue.ReceiveAsync();

        Queue.PutAside(FailureCodes.Forbidden);

        Assert.Null(await Queue.ReceiveAsync());
        var (message, code) = Assert.Single(Queue.DeadLetters);
        Assert.Equal(("a", FailureCodes.Forbidden), (message.CompanyId, code));
    }

    private protected static ExportMessage MessageOf(string companyId, string trigger = RunTrigger.Schedule) => new()
    {
        RunId = $"20260310T020000Z-{trigger}",
        CompanyId = companyId,
        Period = "Last3Months",
        Trigger = trigger,
        RequestedAt = new DateTimeOffset(2026, 3, 10, 2, 0, 0, TimeSpan.Zero),
    };

    private protected Task EnqueueAsync(params ExportMessage[] messages) => Queue.Input.EnqueueAsync(messages.ToAsyncEnumerable(), CancellationToken.None);

    private protected async Task<IReadOnlyList<string>> DrainAsync()
    {
        var companies = new List<string>();
        while (await Queue.ReceiveAsync() is { } received)
        {
            companies.Add(received.Message.CompanyId);
            Queue.Complete();
        }

        return companies;
    }
}
