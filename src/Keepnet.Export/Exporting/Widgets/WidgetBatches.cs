namespace Keepnet.Export.Exporting.Widgets;

/// <summary>
/// Which widgets to ask for together. One id can make the API fail a whole batch, for every company anew; an id that failed alone
/// is therefore kept out of the batches of the companies that follow, until it has been answered some times. All companies share
/// the ids of the catalogue: nothing else is remembered, and so it carries nothing from one company to another.
/// </summary>
/// <param name="size">Ids in a batch at most.</param>
internal sealed class WidgetBatches(int size)
{
    private const int MaxSuspects = 1000;

    // One company's answer does not clear an id that fails for every other one.
    private const int AnswersToClear = 3;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _answersOfSuspects = new(StringComparer.Ordinal);

    /// <summary>All ids, each once: batches in the order given, then the suspects one by one.</summary>
    public IReadOnlyList<WidgetBatch> Of(IEnumerable<string> ids)
    {
        lock (_lock)
        {
            var bySuspicion = ids.ToLookup(_answersOfSuspects.ContainsKey);
            return
            [
                .. bySuspicion[false].Chunk(size).Select(batch => new WidgetBatch(batch, IsSuspect: false)),
                .. bySuspicion[true].Select(id => new WidgetBatch([id], IsSuspect: true)),
            ];
        }
    }

    /// <summary>Asked for alone, the widget failed for one company.</summary>
    public void Failed(string id)
    {
        lock (_lock)
        {
            if (_answersOfSuspects.Count < MaxSuspects || _answersOfSuspects.ContainsKey(id))
            {
                _answersOfSuspects[id] = 0;
            }
        }
    }

    /// <summary>Asked for alone, the widget was answered for one company.</summary>
    public void Answered(string id)
    {
        lock (_lock)
        {
            if (_answersOfSuspects.TryGetValue(id, out var answers) && (_answersOfSuspects[id] = answers + 1) == AnswersToClear)
            {
                _answersOfSuspects.Remove(id);
            }
        }
    }
}
