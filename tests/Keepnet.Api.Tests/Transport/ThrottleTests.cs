using Keepnet.Api.Transport;
using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Api.Tests.Transport;

public sealed class ThrottleTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly KeepnetApiOptions _options = new() { MaxConcurrentCalls = 2 };

    [Fact]
    public async Task Lets_only_so_many_in_at_once_and_the_next_one_when_one_leaves()
    {
        var throttle = new Throttle(_options, _clock);
        var first = await throttle.EnterAsync(false, CancellationToken.None);
        using var second = await throttle.EnterAsync(false, CancellationToken.None);
        var third = throttle.EnterAsync(false, CancellationToken.None);
        Assert.False(third.IsCompleted);

        first.Dispose();
        first.Dispose();

        (await third).Dispose();
    }

    [Fact]
    public async Task Lets_callers_in_as_they_came()
    {
        _options.MaxConcurrentCalls = 1;
        var throttle = new Throttle(_options, _clock);
        var order = new List<int>();
        var gate = await throttle.EnterAsync(false, CancellationToken.None);
        var callers = Enumerable.Range(0, 20).Select(async number =>
        {
            using var lease = await throttle.EnterAsync(false, CancellationToken.None);
            order.Add(number);
        }).ToArray();

        gate.Dispose();
        await Task.WhenAll(callers);

        Assert.Equal(Enumerable.Range(0, 20), order);
    }

    [Fact]
    public async Task Lets_urgent_callers_overtake_without_starving_the_others()
    {
        _options.MaxConcurrentCalls = 1;
        var throttle = new Throttle(_options, _clock);
        var order = new List<string>();
        var gate = await throttle.EnterAsync(false, CancellationToken.None);
        var callers = Enumerable.Range(0, 20).Select(async number =>
        {
            var isUrgent = number >= 10;
            using var lease = await throttle.EnterAsync(isUrgent, CancellationToken.None);
            order.Add(isUrgent ? "urgent" : "other");
        }).ToArray();

        gate.Dispose();
        await Task.WhenAll(callers);

        string[] four = ["urgent", "urgent", "urgent", "urgent", "other"];
        Assert.Equal([.. four, .. four, "urgent", "urgent", .. Enumerable.Repeat("other", 8)], order);
    }

    [Fact]
    public async Task A_caller_that_gives_up_takes_no_turn()
    {
        _options.MaxConcurrentCalls = 1;
        var throttle = new Throttle(_options, _clock);
        using var cancellation = new CancellationTokenSource();
        var gate = await throttle.EnterAsync(false, CancellationToken.None);
        var impatient = throttle.EnterAsync(false, cancellation.Token);
        var patient = throttle.EnterAsync(false, CancellationToken.None);

        await cancellation.CancelAsync();
        gate.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        (await patient).Dispose();
    }

    [Fact]
    public async Task Keeps_to_the_calls_a_second_it_is_told()
    {
        _options.MaxCallsPerSecond = 4;
        var throttle = new Throttle(_options, _clock);
        (await throttle.EnterAsync(false, CancellationToken.None)).Dispose();

        for (var call = 0; call < 8; call++)
        {
            var next = throttle.EnterAsync(false, CancellationToken.None);
            _clock.Advance(TimeSpan.FromMilliseconds(199));
            Assert.False(next.IsCompleted);
            _clock.Advance(TimeSpan.FromMilliseconds(51));
            (await next).Dispose();
        }
    }

    [Fact]
    public async Task Nobody_enters_during_a_pause()
    {
        var throttle = new Throttle(_options, _clock);
        var refused = await throttle.EnterAsync(false, CancellationToken.None);
        refused.Refused(TimeSpan.FromSeconds(10), isSatOut: true);
        refused.Dispose();

        var next = throttle.EnterAsync(false, CancellationToken.None);
        var token = throttle.WaitForPauseAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(next.IsCompleted || token.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        (await next).Dispose();
        await token;
    }

    [Fact]
    public async Task Turns_everyone_away_during_a_pause_too_long_to_sit_out()
    {
        var throttle = new Throttle(_options, _clock);
        using var first = await throttle.EnterAsync(false, CancellationToken.None);
        using var second = await throttle.EnterAsync(false, CancellationToken.None);
        var waiting = throttle.EnterAsync(false, CancellationToken.None);

        first.Refused(TimeSpan.FromHours(1), isSatOut: false);

        Assert.Equal(TimeSpan.FromHours(1), (await Assert.ThrowsAsync<ThrottlePausedException>(() => waiting)).Remaining);
        await Assert.ThrowsAsync<ThrottlePausedException>(() => throttle.EnterAsync(false, CancellationToken.None));
        await Assert.ThrowsAsync<ThrottlePausedException>(() => throttle.WaitForPauseAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Refusals_of_calls_under_way_together_count_once()
    {
        _options.MaxConcurrentCalls = 16;
        var throttle = new Throttle(_options, _clock);
        var leases = new List<ThrottleLease>();
        for (var call = 0; call < 16; call++)
        {
            leases.Add(await throttle.EnterAsync(false, CancellationToken.None));
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        leases[0].Refused(TimeSpan.FromSeconds(1), isSatOut: true);
        var rate = throttle.CallsPerSecond;
        leases.ForEach(lease => lease.Refused(TimeSpan.FromSeconds(1), isSatOut: true));

        Assert.Equal(rate, throttle.CallsPerSecond);
    }

    [Fact]
    public async Task After_a_refusal_fewer_calls_are_under_way_at_once_than_may_be()
    {
        _options.MaxConcurrentCalls = 16;
        var throttle = new Throttle(_options, _clock);
        var refused = await throttle.EnterAsync(false, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(1));
        refused.Refused(TimeSpan.FromSeconds(1), isSatOut: true);
        refused.Dispose();
        var callers = Enumerable.Range(0, 16).Select(_ => throttle.EnterAsync(false, CancellationToken.None)).ToList();

        // None of them leaves, and still they are let in one by one.
        for (var underWay = 1; underWay <= 5; underWay++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1 / throttle.CallsPerSecond) + TimeSpan.FromMilliseconds(1));
            await callers[underWay - 1];
            Assert.All(callers.Skip(underWay), caller => Assert.False(caller.IsCompleted));
        }
    }

    [Fact]
    public async Task The_learned_rate_never_exceeds_the_one_it_is_told()
    {
        _options.MaxCallsPerSecond = 3;
        var throttle = new Throttle(_options, _clock);
        using var lease = await throttle.EnterAsync(false, CancellationToken.None);
        lease.Accepted();

        Assert.Equal(3, throttle.CallsPerSecond);
    }
}
