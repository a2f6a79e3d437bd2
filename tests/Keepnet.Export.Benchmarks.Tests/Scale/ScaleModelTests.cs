using Keepnet.Export.Benchmarks.Scale;

namespace Keepnet.Export.Benchmarks.Tests.Scale;

public class ScaleModelTests
{
    private static readonly ScaleCase OneCompany = new()
    {
        Companies = 1,
        Latency = 0.1,
        ProcessorSeconds = 0.5,
        Stages = [1, 3, 2],
    };

    [Fact]
    public void A_company_takes_its_stages_one_after_another_and_then_the_processor()
    {
        var night = ScaleModel.Run(OneCompany);

        // A page of the list, the token, the reseller's three stages and the company's three: eight calls in a row.
        Assert.Equal((8 * 0.1) + 0.5, night.Seconds, precision: 6);
        Assert.Equal(1 + 1 + (1 + 1 + 2) + (1 + 3 + 2), night.Calls);
        Assert.Equal(0, night.Refused);
    }

    [Fact]
    public void No_company_is_lost_however_many_instances_and_refusals_there_are()
    {
        var wish = new ScaleCase { Companies = 250, Instances = 3, Concurrency = 4, ApiLimit = 40, Stages = [1, 2] };

        var night = ScaleModel.Run(wish);

        // Three pages of the list; in each instance the token and, of the reseller, the reports and the catalogue.
        Assert.Equal(3 + (3 * 3) + (250 * wish.CallsPerCompany), night.Calls - night.Refused);
        Assert.NotEqual(0, night.Refused);
    }

    [Fact]
    public void Equal_cases_give_equal_nights()
    {
        var wish = new ScaleCase { Companies = 200, Instances = 2, ApiLimit = 25 };

        Assert.Equal(ScaleModel.Run(wish), ScaleModel.Run(wish));
    }

    [Fact]
    public void Without_a_limit_a_night_gets_shorter_with_more_instances()
    {
        var wish = new ScaleCase { Companies = 1_000 };

        Assert.InRange(ScaleModel.Run(wish with { Instances = 4 }).Seconds, 0, ScaleModel.Run(wish).Seconds / 3);
    }

    [Fact]
    public void No_number_of_instances_gets_more_calls_answered_than_the_API_allows()
    {
        var wish = new ScaleCase { Companies = 1_000, Instances = 10, ApiLimit = 20 };

        var night = ScaleModel.Run(wish);

        // One bucket is there at the start.
        Assert.InRange((night.Calls - night.Refused - 20) / night.Seconds, 10, 20);
    }

    [Fact]
    public void One_processor_does_one_company_at_a_time()
    {
        var wish = new ScaleCase { Companies = 20, Concurrency = 8, Latency = 0.001, ProcessorSeconds = 1 };

        Assert.InRange(ScaleModel.Run(wish).Seconds, 20, 20.1);
    }

    [Fact]
    public void A_cold_start_is_waited_for_once()
    {
        var warm = ScaleModel.Run(OneCompany);

        Assert.Equal(warm.Seconds + 7, ScaleModel.Run(OneCompany with { ColdStart = 7 }).Seconds, precision: 6);
    }

    [Fact]
    public void Companies_at_once_share_the_latency()
    {
        var wish = new ScaleCase { Companies = 100, Latency = 1, ProcessorSeconds = 0 };

        var one = ScaleModel.Run(wish with { Concurrency = 1 }).Seconds;
        var four = ScaleModel.Run(wish with { Concurrency = 4 }).Seconds;

        Assert.InRange(one / four, 3.5, 4);
    }
}
