namespace Keepnet.Export.Exporting.Isolation;

/// <summary>Lets one at a time write how a company ended: the company itself, or another one that objects to it.</summary>
internal sealed class CompanyTurns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Turn> _last = new(StringComparer.Ordinal);

    /// <summary>Waits for a turn, which ends when it is disposed. Who has one must not ask for another.</summary>
    public async Task<IDisposable> TakeAsync(string companyId)
    {
        var turn = new Turn(this, companyId);
        Turn? before;
        lock (_lock)
        {
            before = _last.GetValueOrDefault(companyId);
            _last[companyId] = turn;
        }

        await (before?.Ended ?? Task.CompletedTask);
        return turn;
    }

    private void Forget(Turn turn)
    {
        lock (_lock)
        {
            if (_last[turn.CompanyId] == turn)
            {
                _last.Remove(turn.CompanyId);
            }
        }
    }

    private sealed class Turn(CompanyTurns turns, string companyId) : IDisposable
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string CompanyId => companyId;

        public Task Ended => _ended.Task;

        public void Dispose()
        {
            turns.Forget(this);
            _ended.TrySetResult();
        }
    }
}
