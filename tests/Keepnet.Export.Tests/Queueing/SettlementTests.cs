using Keepnet.Export.Queueing;

namespace Keepnet.Export.Tests.Queueing;

public sealed class SettlementTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly ExportMessage Message = new()
    {
        RunId = "20260504T020000Z-schedule",
        CompanyId = "company00001",
        Period = "LastMonth",
        Trigger = "schedule",
        RequestedAt = Noon,
        Attempt = 4,
    };

    [Fact]
    public void A_copy_that_is_put_off_has_an_id_no_message_had_before()
    {
        var putOff = Assert.IsType<Settlement.PutOff>(Settlement.Later(Message, new Delivery(1, Noon), TimeSpan.FromMinutes(1), spendsDelivery: true));

        Assert.Equal("20260504T020000Z-schedule/company00001/5", ExportMessageId.Of(putOff.Message));
        Assert.Equal(new Delivery(2, Noon) { WishedAttempt = 4 }, putOff.Delivery);
    }

    [Fact]
    public void However_often_it_is_put_off_the_copy_remembers_the_attempt_that_was_wished_for()
    {
        var once = (Settlement.PutOff)Settlement.Later(Message, new Delivery(1, Noon), TimeSpan.Zero, spendsDelivery: false);
        var twice = (Settlement.PutOff)Settlement.Later(once.Message, once.Delivery, TimeSpan.Zero, spendsDelivery: false);

        Assert.Equal(6, twice.Message.Attempt);
        Assert.Equal(new Delivery(1, Noon) { WishedAttempt = 4 }, twice.Delivery);
    }

    [Fact]
    public void A_reason_longer_than_queues_take_is_cut()
    {
        var aside = Assert.IsType<Settlement.DeadLetter>(Settlement.Aside("protocol", new string('x', 10_000)));

        Assert.Equal(4000, aside.Reason.Length);
    }
}
