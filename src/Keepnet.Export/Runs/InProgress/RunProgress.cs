namespace Keepnet.Export.Runs.InProgress;

/// <summary>
/// Decides when it is worth looking whether a run can be closed. A look reads the whole journal, and several processes may be
/// exporting, each of which sees only its own companies end.
/// </summary>
/// <remarks>
/// A look is due when a 32nd of what was missing at the last look has ended here, and at least once a minute while companies end.
/// So a run of up to 63 companies is looked at after each, a large one some hundred times, and the process that ends the last
/// company looks at once, even when many processes share the run.
/// </remarks>
internal sealed class RunProgress
{
    private const int Share = 32;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset? _lookedAt;
    private int _threshold;
    private int _ended;

    /// <summary>A company ended here; true when a look is due, which the caller then makes.</summary>
    public bool End(DateTimeOffset now)
    {
        lock (_lock)
        {
            _ended++;
            if (_lookedAt is { } last && _ended < _threshold && now - last < Longest)
            {
                return false;
            }

            (_ended, _lookedAt) = (0, now);
            return true;
        }
    }

    /// <summary>What the look found.</summary>
    public void Saw(int missing)
    {
        lock (_lock)
        {
            _threshold = Math.Max(1, missing / Share);
        }
    }
}
