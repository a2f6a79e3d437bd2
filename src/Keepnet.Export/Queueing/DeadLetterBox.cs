namespace Keepnet.Export.Queueing;

/// <summary>The newest messages that were put aside. Safe for several callers at once.</summary>
internal sealed class DeadLetterBox
{
    private const int Kept = 1000;

    private readonly Lock _lock = new();
    private readonly Queue<DeadLetter> _letters = new();

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<DeadLetter> Letters
    {
        get
        {
            lock (_lock)
            {
                return [.. _letters];
            }
        }
    }

    public void Add(DeadLetter letter)
    {
        lock (_lock)
        {
            _letters.Enqueue(letter);
            if (_letters.Count > Kept)
            {
                _letters.Dequeue();
            }
        }
    }
}
