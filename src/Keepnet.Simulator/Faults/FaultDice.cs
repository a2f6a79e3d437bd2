namespace Keepnet.Simulator;

/// <summary>Decides whether a profile interferes with a request: the same seed, request and attempt decide alike.</summary>
internal sealed class FaultDice(int seed, string profile, double probability)
{
    /// <summary>No request is spoilt more often than this in a row, so that a client which tries again gets through.</summary>
    public const int MaxHarmsInARow = 2;

    /// <summary>For faults that spoil the answer.</summary>
    public bool Harms(ApiCall call) =>
        !call.History.IsHarmed && call.History.HarmsInARow < MaxHarmsInARow && Strikes(call, isHarm: true);

    /// <summary>For faults that leave the answer usable or last for good.</summary>
    public bool Alters(ApiCall call) => Strikes(call, isHarm: false);

    /// <summary>One of several variants of the fault, settled for this attempt.</summary>
    public T Pick<T>(ApiCall call, IReadOnlyList<T> variants) => Stream(call, "variant").Pick(variants);

    private bool Strikes(ApiCall call, bool isHarm)
    {
        if (!Stream(call, "strike").Chance(probability))
            return false;
        call.History.Note(profile, isHarm);
        return true;
    }

    private RandomStream Stream(ApiCall call, string purpose) =>
        new(seed, $"{purpose}/{profile}/{call.History.Attempt}/{call.Key}");
}
