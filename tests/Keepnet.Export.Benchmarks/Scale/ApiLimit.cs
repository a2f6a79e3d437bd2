namespace Keepnet.Export.Benchmarks.Scale;

/// <summary>A bucket of calls that the API refills every second, as most gateways do and as the simulated tenant does.</summary>
/// <param name="perSecond">Null for no limit.</param>
internal sealed class ApiLimit(double? perSecond)
{
    private double _left = perSecond ?? double.PositiveInfinity;
    private double _refilledAt;

    public bool Allows(double now)
    {
        var whole = Math.Floor(now - _refilledAt);
        if (whole >= 1)
        {
            (_left, _refilledAt) = (perSecond ?? double.PositiveInfinity, _refilledAt + whole);
        }

        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
