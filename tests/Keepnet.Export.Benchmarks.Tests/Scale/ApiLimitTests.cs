using Keepnet.Export.Benchmarks.Scale;

namespace Keepnet.Export.Benchmarks.Tests.Scale;

public class ApiLimitTests
{
    [Fact]
    public void Allows_a_bucket_of_calls_and_a_new_one_each_second()
    {
        var limit = new ApiLimit(2);

        Assert.Equal([true, true, false, false, true, true, false], new[] { 0, 0.5, 0.6, 0.999, 1.0, 1.5, 1.9 }.Select(limit.Allows));
    }

    [Fact]
    public void Keeps_nothing_of_a_bucket_that_was_not_used()
    {
        var limit = new ApiLimit(1);

        Assert.Equal([true, false], new[] { 10.0, 10.5 }.Select(limit.Allows));
    }

    [Fact]
    public void Allows_anything_without_a_limit()
    {
        var limit = new ApiLimit(null);

        Assert.All(Enumerable.Range(0, 10_000), _ => Assert.True(limit.Allows(0)));
    }
}
