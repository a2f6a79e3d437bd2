namespace Keepnet.Simulator;

/// <summary>What happened to one very request before and what happens to it now.</summary>
/// <param name="attempt">1 for the first time the request is seen.</param>
/// <param name="harmsInARow">How many of the attempts just before this one were spoilt.</param>
internal sealed class FaultHistory(int attempt, int harmsInARow)
{
    private readonly List<string> _struck = [];

    public int Attempt => attempt;

    public int HarmsInARow => harmsInARow;

    /// <summary>Whether this attempt is spoilt already.</summary>
    public bool IsHarmed { get; private set; }

    /// <summary>Names of the profiles that interfered with this attempt.</summary>
    public IReadOnlyList<string> Struck => _struck;

    public void Note(string profile, bool isHarm)
    {
        _struck.Add(profile);
        IsHarmed |= isHarm;
    }
}
