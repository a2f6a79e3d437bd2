using Keepnet.Export.Benchmarks.Scale;

namespace Keepnet.Export.Benchmarks.Tests.Scale;

public class ScalePricesTests
{
    private static readonly ScaleResult Night = new(Seconds: 100, Calls: 0, Refused: 0, InstanceSeconds: 300);

    [Fact]
    public void A_night_costs_memory_time_executions_messages_and_store_operations()
    {
        var prices = new ScalePrices { GigabyteSecond = 0.01, MillionExecutions = 10, MillionQueueOperations = 5, TenThousandWrites = 2, TenThousandReads = 1 };

        // 300 s x 2 GB, then a hundred thousand executions, twice as many messages, eight writes and five reads a company.
        Assert.Equal(6 + 1 + 1 + 160 + 50, prices.Of(100_000, Night, instanceGigabytes: 2), precision: 6);
    }

    [Fact]
    public void The_prices_that_come_along_can_be_read_and_none_is_free()
    {
        var prices = ScalePrices.Read(Path.Combine(AppContext.BaseDirectory, "prices.json"));

        Assert.All(
            [prices.GigabyteSecond, prices.MillionExecutions, prices.MillionQueueOperations, prices.TenThousandWrites, prices.TenThousandReads],
            price => Assert.True(price > 0));
    }
}
