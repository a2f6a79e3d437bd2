namespace Keepnet.Export.Runs.Census;

/// <summary>
/// Counts things in limited memory: of too many different ones, the first in their order are kept, with their full counts. So the
/// result does not depend on the order in which they come. Not for several callers at once.
/// </summary>
internal sealed class BoundedTally<TKey>(int capacity)
    where TKey : IComparable<TKey>
{
    private readonly SortedSet<TKey> _order = [];
    private readonly Dictionary<TKey, int> _counts = [];

    /// <summary>Whether some were left out.</summary>
    public bool IsCut { get; private set; }

    public IEnumerable<KeyValuePair<TKey, int>> Counts => _counts;

    public int this[TKey key] => _counts.GetValueOrDefault(key);

    public void Add(TKey key)
    {
        if (_counts.TryGetValue(key, out var count))
        {
            _counts[key] = count + 1;
        }
        else if (!IsCut || key.CompareTo(_order.Max!) < 0)
        {
            _counts[key] = 1;
            _order.Add(key);
            Cut();
        }
    }

    // What is dropped was, and stays, behind all that is kept: none of those has missed a count.
    private void Cut()
    {
        if (_order.Count > capacity)
        {
            IsCut = true;
            _counts.Remove(_order.Max!);
            _order.Remove(_order.Max!);
        }
    }
}
