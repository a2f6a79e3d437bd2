namespace Keepnet.Api.Transport;

/// <summary>
/// The rate of calls an API allows, learned from its refusals: no limit until the first one; then a cut below the rate
/// really reached, and small additive steps upwards with every accepted call. A limit that shows again at the same rate
/// makes the steps smaller, one that does not show makes them larger: probing costs little once the limit is known.
/// Refusals that go on however slow the calls are have nothing to do with their rate: then only the pauses are kept.
/// </summary>
internal sealed class CallRate
{
    private const double Cut = 0.06;
    private const double Lowest = 1;
    private const double SteepestClimb = 8;
    private const double FirstClimb = 16;
    private const double LongestClimb = 4096;

    // So many refusals in a row with hardly a call accepted in between, although the rate is halved each time, are not
    // about the rate: halved so often, any real limit would have been met.
    private const int Unhelped = 8;
    private const int HardlyAny = 4;

    // So many calls accepted in a row, and the next refusal is taken for a limit again.
    private const int Recovered = 200;

    private double _ceiling = double.PositiveInfinity;
    private double _climb = FirstClimb;
    private double _accepted;
    private double _pausedSeconds;
    private int _unhelped;

    /// <summary>Calls a second; infinite as long as nothing was refused.</summary>
    public double PerSecond { get; private set; } = double.PositiveInfinity;

    /// <summary>Forgets what was counted; after a time without calls it says nothing of the limit.</summary>
    public void Restart() => (_accepted, _pausedSeconds) = (0, 0);

    /// <param name="isPaced">The call came as early as the rate allowed, so the rate is what held it back.</param>
    public void Accepted(bool isPaced)
    {
        _accepted++;
        if (!isPaced || double.IsInfinity(PerSecond))
        {
            return;
        }

        // One climb is the number of calls that leads from the cut back to the ceiling.
        PerSecond += _ceiling * Cut / _climb;
        if (PerSecond > _ceiling * (1 + Cut))
        {
            _ceiling = PerSecond;
            _climb = Math.Max(SteepestClimb, _climb / 2);
        }
    }

    /// <param name="elapsed">Time since the last refusal or restart.</param>
    /// <param name="pause">How long calls pause now.</param>
    public void Refused(TimeSpan elapsed, TimeSpan pause)
    {
        if (IsBesideTheRate())
        {
            (PerSecond, _accepted) = (double.PositiveInfinity, 0);
            return;
        }

        var seconds = Math.Max(elapsed.TotalSeconds, 0.001);
        var share = Math.Max(0, 1 - (_pausedSeconds / seconds));
        var ceiling = Math.Max(Lowest, Measure(seconds, share));
        _climb = ClimbTo(ceiling, isCertain: share > 0.5 && !double.IsInfinity(PerSecond), pause.TotalSeconds);
        _ceiling = ceiling;
        PerSecond = ceiling * (1 - Cut);
        (_accepted, _pausedSeconds) = (0, pause.TotalSeconds);
    }

    private bool IsBesideTheRate()
    {
        if (_unhelped >= Unhelped)
        {
            _unhelped = _accepted >= Recovered ? 0 : _unhelped;
        }
        else
        {
            _unhelped = _accepted < HardlyAny ? _unhelped + 1 : 0;
        }

        return _unhelped >= Unhelped;
    }

    private double Measure(double seconds, double share)
    {
        var seen = Math.Max(1, _accepted) / seconds;
        if (double.IsInfinity(PerSecond))
        {
            return seen;
        }

        // The limit lies between what came through since the last refusal, the pause included (the limiter may have saved up
        // calls meanwhile), and the rate just refused: nearer to the first after much pause, to the second after little.
        return _accepted < 2 ? PerSecond / 2 : Math.Min(PerSecond, Math.Pow(PerSecond, share) * Math.Pow(seen, 1 - share));
    }

    private double ClimbTo(double ceiling, bool isCertain, double pauseSeconds)
    {
        if (!isCertain)
        {
            return FirstClimb;
        }

        // A climb lasts several times the pause that ends it, or pausing would eat the rate.
        var shortest = Math.Max(FirstClimb, 4 * pauseSeconds * ceiling);
        var longest = Math.Max(LongestClimb, 30 * pauseSeconds * ceiling);
        var isConfirmed = Math.Abs(ceiling - _ceiling) < _ceiling * 0.2;
        return isConfirmed ? Math.Min(Math.Max(shortest, _climb * 2), longest) : shortest;
    }
}
