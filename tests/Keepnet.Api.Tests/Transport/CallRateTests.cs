using Keepnet.Api.Transport;

namespace Keepnet.Api.Tests.Transport;

public sealed class CallRateTests
{
    private const double FastestCallsPerSecond = 320;

    [Theory]
    [InlineData(1, 5, 2)]
    [InlineData(2, 2, 2)]
    [InlineData(5, 1, 2)]
    [InlineData(10, 10, 1)]
    [InlineData(10, 100, 5)]
    [InlineData(50, 50, 1)]
    [InlineData(100, 20, 1)]
    [InlineData(20, 20, 2)]
    [InlineData(50, 1, 1)]
    public void Uses_nine_tenths_of_a_hidden_limit_with_one_refusal_in_a_hundred(double perSecond, double burst, double pause)
    {
        var tokens = burst;
        var last = 0.0;
        var simulation = new Simulation(pause, IsAllowed);
        simulation.Run(calls: 1500);

        var (calls, refused, seconds) = simulation.Run(calls: 4000);

        Assert.InRange(refused / (double)calls, 0, 0.01);
        Assert.InRange((calls - refused) / seconds, perSecond * 0.9, perSecond * 1.05);

        bool IsAllowed(double now)
        {
            tokens = Math.Min(burst, tokens + ((now - last) * perSecond));
            last = now;
            var isAllowed = tokens >= 1;
            tokens -= isAllowed ? 1 : 0;
            return isAllowed;
        }
    }

    [Fact]
    public void Calls_without_limit_until_something_is_refused()
    {
        var rate = new CallRate();
        rate.Accepted(isPaced: true);

        Assert.Equal(double.PositiveInfinity, rate.PerSecond);
    }

    [Fact]
    public void Drops_below_the_rate_really_reached_and_recovers_in_small_steps()
    {
        var rate = new CallRate();
        for (var call = 0; call < 100; call++)
        {
            rate.Accepted(isPaced: true);
        }

        rate.Refused(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));
        Assert.Equal(9.4, rate.PerSecond, 3);

        rate.Accepted(isPaced: true);
        var step = rate.PerSecond - 9.4;
        rate.Accepted(isPaced: true);
        Assert.InRange(step, 0.001, 0.1);
        Assert.Equal(9.4 + (2 * step), rate.PerSecond, 6);
    }

    [Fact]
    public void Does_not_rise_while_nobody_asks_for_more()
    {
        var rate = new CallRate();
        rate.Accepted(isPaced: true);
        rate.Refused(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        var before = rate.PerSecond;

        rate.Accepted(isPaced: false);

        Assert.Equal(before, rate.PerSecond);
    }

    [Fact]
    public void Follows_a_limit_that_is_lowered_and_raised_again()
    {
        var limit = 20.0;
        var (tokens, last) = (10.0, 0.0);
        var simulation = new Simulation(1, IsAllowed);
        simulation.Run(1500);

        limit = 4;
        simulation.Run(300);
        var low = simulation.Run(300);
        limit = 20;
        simulation.Run(6000);
        var high = simulation.Run(1000);

        Assert.InRange((low.Calls - low.Refused) / low.Seconds, 3.4, 4.1);
        Assert.InRange((high.Calls - high.Refused) / high.Seconds, 18, 20.4);

        bool IsAllowed(double now)
        {
            tokens = Math.Min(10, tokens + ((now - last) * limit));
            last = now;
            var isAllowed = tokens >= 1;
            tokens -= isAllowed ? 1 : 0;
            return isAllowed;
        }
    }

    /// <summary>Callers that always have a next call, on a clock of their own.</summary>
    private sealed class Simulation(double pause, Func<double, bool> isAllowed)
    {
        private readonly CallRate _rate = new();
        private double _now;
        private double _measuredFrom;

        public (int Calls, int Refused, double Seconds) Run(int calls)
        {
            var (start, refused) = (_now, 0);
            for (var call = 0; call < calls; call++)
            {
                _now += 1 / Math.Min(_rate.PerSecond, FastestCallsPerSecond);
                if (isAllowed(_now))
                {
                    _rate.Accepted(isPaced: true);
                    continue;
                }

                refused++;
                _rate.Refused(TimeSpan.FromSeconds(_now - _measuredFrom), TimeSpan.FromSeconds(pause));
                _measuredFrom = _now;
                _now += pause;
            }

            return (calls, refused, _now - start);
        }
    }
}
