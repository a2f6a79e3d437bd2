namespace Keepnet.Export.Queueing;

/// <summary>The messages that were put in and are not done with, each once. Safe for several callers at once.</summary>
internal sealed class UnsettledMessages
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, QueuedMessage> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _perRun = new(StringComparer.Ordinal);

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _messages.Count == 0;
            }
        }
    }

    public int CountOf(string runId)
    {
        lock (_lock)
        {
            return _perRun.GetValueOrDefault(runId);
        }
    }

    /// <summary>False when the same message is in already.</summary>
    public bool TryAdd(QueuedMessage queued)
    {
        lock (_lock)
        {
            if (!_messages.TryAdd(queued.Id, queued))
            {
                return false;
            }

            _perRun[queued.Message.RunId] = _perRun.GetValueOrDefault(queued.Message.RunId) + 1;
            return true;
        }
    }

    /// <summary>False when the message was dropped, and perhaps put in anew since.</summary>
    public bool Holds(QueuedMessage queued)
    {
        lock (_lock)
        {
            return _messages.TryGetValue(queued.Id, out var current) && current.Ticket == queued.Ticket;
        }
    }

    /// <summary>Puts the same message in its place with another ticket; false when it was dropped.</summary>
    public bool TryReplace(QueuedMessage queued, QueuedMessage next)
    {
        lock (_lock)
        {
            if (!Holds(queued))
            {
                return false;
            }

            _messages[next.Id] = next;
            return true;
        }
    }

    public void Remove(QueuedMessage queued)
    {
        lock (_lock)
        {
            if (Holds(queued) && _messages.Remove(queued.Id) && --_perRun[queued.Message.RunId] == 0)
            {
                _perRun.Remove(queued.Message.RunId);
            }
        }
    }

    public void RemoveRun(string runId)
    {
        lock (_lock)
        {
            foreach (var queued in _messages.Values.Where(queued => queued.Message.RunId == runId).ToList())
            {
                Remove(queued);
            }
        }
    }
}
