namespace Keepnet.Simulator;

/// <summary>
/// Numbers that follow from a seed and a topic alone (SplitMix64), so that anything can be derived again
/// on demand and in any order, on every machine and .NET version.
/// </summary>
internal sealed class RandomStream
{
    private const string IdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private ulong _state;

    public RandomStream(int seed, string topic) => _state = Hash(seed, topic);

    /// <summary>FNV-1a over the topic, started from the seed.</summary>
    public static ulong Hash(int seed, string topic)
    {
        var hash = 14695981039346656037UL ^ unchecked((ulong)seed * 0x9E3779B97F4A7C15UL);
        foreach (var character in topic)
            hash = unchecked((hash ^ character) * 1099511628211UL);
        return hash;
    }

    public ulong Next()
    {
        unchecked
        {
            var mixed = _state += 0x9E3779B97F4A7C15UL;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>From <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + (int)(Next() % (ulong)(high - low + 1));

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Fraction() => (Next() >> 11) / (double)(1UL << 53);

    public bool Chance(double probability) => Fraction() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Between(0, items.Count - 1)];

    /// <summary>A decimal with a fixed number of digits behind the point, trailing zeros kept.</summary>
    public decimal Decimal(int low, int high, byte digits)
    {
        var scale = (int)Math.Pow(10, digits);
        return new decimal(Between(low * scale, high * scale), 0, 0, false, digits);
    }

    /// <summary>An id as the API makes them: 12 letters and digits, beginning with a letter.</summary>
    public string Id() => string.Create(12, this, static (id, random) =>
    {
        for (var i = 0; i < id.Length; i++)
            id[i] = IdAlphabet[random.Between(0, i == 0 ? 51 : 61)];
    });
}
