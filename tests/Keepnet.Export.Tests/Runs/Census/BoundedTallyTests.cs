using Keepnet.Export.Runs.Census;

namespace Keepnet.Export.Tests.Runs.Census;

public sealed class BoundedTallyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Keeps_the_first_in_their_order_with_full_counts_whatever_comes_first(int seed)
    {
        var keys = Enumerable.Range(0, 500).Select(number => number % 50).ToArray();
        new Random(seed).Shuffle(keys);
        var tally = new BoundedTally<int>(20);

        foreach (var key in keys)
        {
            tally.Add(key);
        }

        Assert.True(tally.IsCut);
        Assert.Equal(Enumerable.Range(0, 20).ToDictionary(key => key, _ => 10), tally.Counts.ToDictionary());
    }

    [Fact]
    public void Is_not_cut_as_long_as_everything_fits()
    {
        var tally = new BoundedTally<string>(2);

        foreach (var key in (string[])["b", "a", "b"])
        {
            tally.Add(key);
        }

        Assert.False(tally.IsCut);
        Assert.Equal((1, 2), (tally["a"], tally["b"]));
    }
}
