using System.Collections.Concurrent;

namespace Keepnet.Simulator;

/// <summary>
/// Counts the attempts of every distinct request, so that faults depend on the request and its attempt
/// and not on the order in which concurrent requests arrive.
/// </summary>
internal sealed class FaultLedger
{
    private readonly ConcurrentDictionary<ulong, (int Attempts, int HarmsInARow)> _entries = new();

    public FaultHistory Open(string key)
    {
        var entry = _entries.AddOrUpdate(Hash(key), (1, 0), (_, past) => (past.Attempts + 1, past.HarmsInARow));
        return new FaultHistory(entry.Attempts, entry.HarmsInARow);
    }

    public void Close(string key, FaultHistory history) =>
        _entries.AddOrUpdate(Hash(key), (1, 0), (_, past) => (past.Attempts, history.IsHarmed ? past.HarmsInARow + 1 : 0));

    public void Clear() => _entries.Clear();

    private static ulong Hash(string key) => RandomStream.Hash(0, key);
}
