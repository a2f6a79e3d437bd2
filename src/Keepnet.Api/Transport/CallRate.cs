namespace Keepnet.Api.Transport;

/// <summary>
/// The rate of calls an API allows, learned from its refusals: no limit until the first one; then a cut below the rate
/// really reached, and small additive steps upwards with every accepted call. A limit that shows again at the same rate
/// makes the steps smaller, one that does not show makes them larger: probing costs little once the limit is known.
/// </summary>
internal sealed class CallRate
{
    private const double Cut = 0.08;
    private const double Lowest = 1.0 / 60;
    private const int ShortestClimb = 16;
    private const int LongestClimb = 4096;
    private const int CallsToMeasure = 10;

    private double _ceiling = double.PositiveInfinity;
    private double _accepted;
    private double _climb = ShortestClimb;

    /// <summary>Calls a second; infinite as long as nothing was refused.</summary>
    public double PerSecond { get; private set; } = double.PositiveInfinity;

    /// <summary>Forgets what was counted; after a time without calls it says nothing of the limit.</summary>
    public void Restart() => _accepted = 0;

    /// <param name="isPaced">The call came as early as the rate allowed, so the rate is what held it back.</param>
    public void Accepted(bool isPaced)
    {
        _accepted++;
        if (!isPaced || double.IsInfinity(PerSecond))
        {
            return;
        }

        PerSecond += _ceiling * Cut / _climb;
        if (PerSecond > _ceiling * (1 + Cut))
        {
            _ceiling = PerSecond;
            _climb = Math.Max(ShortestClimb / 2, _climb / 2);
        }
    }

    /// <param name="elapsed">Time since the last refusal or restart.</param>
    /// <param name="pause">How long calls pause now.</param>
    public void Refused(TimeSpan elapsed, TimeSpan pause)
    {
        var ceiling = Math.Max(Lowest, Measure(elapsed.TotalSeconds));
        var isConfirmed = Math.Abs(ceiling - _ceiling) < _ceiling * 0.2;

        // A climb lasts many times the pause that ends it, or pausing would eat the rate.
        var longest = Math.Max(LongestClimb, 30 * pause.TotalSeconds * ceiling);
        _climb = isConfirmed ? Math.Min(_climb * 2, longest) : ShortestClimb;
        _ceiling = ceiling;
        _accepted = 0;
        PerSecond = ceiling * (1 - Cut);
    }

    private double Measure(double seconds)
    {
        // Between two refusals a limiter lets through what it allows: an exact measure while calls come in bursts, a slightly
        // low one while they are paced (hence the tenth). Too few calls measure nothing, then the rate is halved.
        var seen = Math.Max(1, _accepted) / Math.Max(seconds, 0.001);
        return double.IsInfinity(PerSecond) ? seen
            : _accepted < CallsToMeasure ? PerSecond / 2
            : Math.Min(PerSecond, seen * 1.1);
    }
}
