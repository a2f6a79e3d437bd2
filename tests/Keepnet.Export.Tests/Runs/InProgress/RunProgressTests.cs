using Keepnet.Export.Runs.InProgress;

namespace Keepnet.Export.Tests.Runs.InProgress;

public sealed class RunProgressTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    public void A_small_run_is_looked_at_after_every_company(int companies) => Assert.Equal(companies, Looks(companies, processes: 1, Start).Count);

    [Theory]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public void A_large_run_is_looked_at_some_hundred_times_and_after_its_last_company(int companies)
    {
        var looks = Looks(companies, processes: 1, Start);

        Assert.InRange(looks.Count, 50, 500);
        Assert.Equal(companies, looks[^1]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public void Whichever_process_ends_the_last_company_looks_at_once(int processes) =>
        Assert.Equal(5_000, Looks(5_000, processes, Start)[^1]);

    [Fact]
    public void Companies_that_end_slowly_are_looked_at_once_a_minute()
    {
        var progress = new RunProgress();
        progress.End(Start);
        progress.Saw(100_000);

        Assert.False(progress.End(Start.AddSeconds(59)));
        Assert.True(progress.End(Start.AddSeconds(60)));
    }

    // A company ends every second, in one process after the other; each look is told how many are missing then.
    private static List<int> Looks(int companies, int processes, DateTimeOffset start)
    {
        var progress = Enumerable.Range(0, processes).Select(_ => new RunProgress()).ToList();
        var looks = new List<int>();
        for (var ended = 1; ended <= companies; ended++)
        {
            var process = progress[ended % processes];
            if (process.End(start.AddSeconds(ended)))
            {
                looks.Add(ended);
                process.Saw(companies - ended);
            }
        }

        return looks;
    }
}
