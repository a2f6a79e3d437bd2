using Keepnet.Export.Exporting.Isolation;
using Keepnet.Export.Runs.Catalog;

namespace Keepnet.Export.Runs.InProgress;

/// <summary>The runs this process works on, found in the store once: the newest few are kept.</summary>
internal sealed class RunContexts
{
    private const int MaxKept = 8;

    private readonly RunCatalog _catalog;
    private readonly RunIsolationFactory _isolation;
    private readonly Lock _lock = new();

    // Least recently used first. One that is dropped may still be at work, so it is left to the garbage collector.
    private readonly List<RunContext> _kept = [];

    public RunContexts(RunCatalog catalog, RunIsolationFactory isolation) => (_catalog, _isolation) = (catalog, isolation);

    /// <summary>The run, the same object for everyone who works on it; null when the store has no plan of it.</summary>
    public async Task<RunContext?> FindAsync(string runId, CancellationToken cancellationToken)
    {
        if (Find(runId) is { } known)
        {
            return known;
        }

        return await _catalog.FindPlanAsync(runId, cancellationToken) is { } plan ? Keep(plan) : null;
    }

    private RunContext? Find(string runId)
    {
        lock (_lock)
        {
            var index = _kept.FindIndex(run => run.Plan.RunId == runId);
            if (index < 0)
            {
                return null;
            }

            var run = _kept[index];
            _kept.RemoveAt(index);
            _kept.Add(run);
            return run;
        }
    }

    private RunContext Keep(RunPlan plan)
    {
        lock (_lock)
        {
            if (Find(plan.RunId) is { } other)
            {
                return other;
            }

            if (_kept.Count == MaxKept)
            {
                _kept.RemoveAt(0);
            }

            _kept.Add(new RunContext(plan, _isolation));
            return _kept[^1];
        }
    }
}
