namespace Keepnet.Export.Exporting.Isolation;

/// <summary>The evidence inside one JSON object or array: each value counts once, however often it is repeated.</summary>
internal sealed class EvidenceLevel
{
    // More is not needed to tell, and a table may have millions of values.
    private const int MostValues = 64;

    private Dictionary<ulong, int>? _found;

    /// <summary>What is in here is the same at many companies.</summary>
    public bool IsShared { get; set; }

    /// <summary>What is in here may be a company's own.</summary>
    public bool Counts { get; private set; }

    public int Weight => _found?.Values.Sum() ?? 0;

    public void Restart(bool isShared, bool counts)
    {
        (IsShared, Counts) = (isShared, counts);
        _found?.Clear();
    }

    public void Add(ulong value, int points)
    {
        if (!IsShared && (_found ??= []).Count < MostValues)
        {
            _found.TryAdd(value, points);
        }
    }

    public void AddAll(EvidenceLevel inner)
    {
        if (inner._found is not { Count: > 0 } found)
        {
            return;
        }

        foreach (var (value, points) in found)
        {
            Add(value, points);
        }
    }
}
