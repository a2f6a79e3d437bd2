namespace Keepnet.Api.Transport;

/// <summary>
/// Holds back the calls of all callers of one client, urgent ones first, else first come first served: at most so many at once, so
/// many a second, none during a pause the API asked for. The rate adapts to what the API refuses.
/// </summary>
internal sealed class Throttle
{
    // Timers fire a little late; a slot missed by this much is made up for.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan IdleAfter = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly KeepnetApiOptions _options;
    private readonly ThrottleLanes _waiting = new();
    private readonly CallRate _rate = new();
    private readonly ITimer _timer;
    private readonly long _origin;
    private TimeSpan _nextSlot;
    private TimeSpan _pausedUntil;
    private TimeSpan _turnedAwayUntil;
    private TimeSpan _measuredFrom;
    private TimeSpan _lastEntry;
    private int _inFlight;

    public Throttle(KeepnetApiOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _origin = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((Throttle)state!).Admit(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Calls a second allowed now; infinite for no limit.</summary>
    public double CallsPerSecond => Math.Min(_rate.PerSecond, _options.MaxCallsPerSecond ?? double.PositiveInfinity);

    /// <summary>How long all calls still pause; zero when they do not.</summary>
    public TimeSpan Pausing
    {
        get
        {
            lock (_gate)
            {
                return Later(_pausedUntil - Now, TimeSpan.Zero);
            }
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    /// <summary>Waits for the caller's turn.</summary>
    /// <param name="isUrgent">Somebody waits for the result.</param>
    /// <param name="cancellationToken">Gives the turn up.</param>
    /// <exception cref="ThrottlePausedException">Calls pause for longer than a caller is made to wait.</exception>
    public async Task<ThrottleLease> EnterAsync(bool isUrgent, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource<ThrottleLease>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            ThrowIfTurnedAway();
            _waiting.Enqueue(turn, isUrgent);
        }

        await using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource<ThrottleLease>)state!).TrySetCanceled(token), turn);
        Admit();
        return await turn.Task;
    }

    /// <summary>Waits for the end of a pause only; for token calls, which callers that have had their turn may be waiting for.</summary>
    /// <exception cref="ThrottlePausedException">Calls pause for longer than a caller is made to wait.</exception>
    public async Task WaitForPauseAsync(CancellationToken cancellationToken)
    {
        while (RemainingPause() is { Ticks: > 0 } remaining)
        {
            await Task.Delay(WholeMilliseconds(remaining), _time, cancellationToken);
        }
    }

    /// <summary>Makes everyone pause, without drawing conclusions on the rate.</summary>
    /// <param name="pause">How long.</param>
    /// <param name="isSatOut">False when the pause is so long that callers are turned away instead of waiting.</param>
    public void Pause(TimeSpan pause, bool isSatOut)
    {
        lock (_gate)
        {
            ExtendPause(pause, isSatOut);
        }
    }

    internal void Accepted(ThrottleLease lease)
    {
        lock (_gate)
        {
            _rate.Accepted(lease.IsPaced);
        }
    }

    internal void Refused(ThrottleLease lease, TimeSpan pause, bool isSatOut)
    {
        lock (_gate)
        {
            // Calls under way at a refusal are often refused too; together they are one sign, not many.
            var entered = _time.GetElapsedTime(_origin, lease.EnteredAt);
            if (entered >= _measuredFrom)
            {
                _rate.Refused(Now - _measuredFrom, pause);
                _measuredFrom = Now;
            }

            ExtendPause(pause, isSatOut);
        }
    }

    internal void Leave()
    {
        lock (_gate)
        {
            _inFlight--;
        }

        Admit();
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan WholeMilliseconds(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    private void Admit()
    {
        lock (_gate)
        {
            while (!_waiting.IsEmpty && _inFlight < _options.MaxConcurrentCalls)
            {
                var wait = Later(_pausedUntil, _nextSlot) - Now;
                if (wait > TimeSpan.Zero)
                {
                    _timer.Change(WholeMilliseconds(wait), Timeout.InfiniteTimeSpan);
                    return;
                }

                AdmitNext();
            }
        }
    }

    private void AdmitNext()
    {
        var now = Now;
        if (_inFlight == 0 && now - _lastEntry > IdleAfter && _pausedUntil < now - IdleAfter)
        {
            _rate.Restart();
            _measuredFrom = now;
        }

        var isPaced = _nextSlot > now - Slack;
        if (_waiting.TryDequeue(out var turn) && turn.TrySetResult(new ThrottleLease(this, _time.GetTimestamp(), isPaced)))
        {
            _inFlight++;
            _lastEntry = now;
            _nextSlot = Later(_nextSlot, now - Slack) + TimeSpan.FromSeconds(1 / CallsPerSecond);
        }
    }

    private void ExtendPause(TimeSpan pause, bool isSatOut)
    {
        var until = Now + pause;
        _pausedUntil = Later(_pausedUntil, until);
        if (isSatOut)
        {
            return;
        }

        _turnedAwayUntil = Later(_turnedAwayUntil, until);
        while (_waiting.TryDequeue(out var turn))
        {
            turn.TrySetException(new ThrottlePausedException(pause));
        }
    }

    private TimeSpan RemainingPause()
    {
        lock (_gate)
        {
            ThrowIfTurnedAway();
            return _pausedUntil - Now;
        }
    }

    private void ThrowIfTurnedAway()
    {
        if (_turnedAwayUntil - Now is { Ticks: > 0 } remaining)
        {
            throw new ThrottlePausedException(remaining);
        }
    }
}
