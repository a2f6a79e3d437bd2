using Keepnet.Export.Exporting.Isolation;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.InProgress;

namespace Keepnet.Export.Queueing;

/// <summary>The runs that the workers of this process are working on: one object for all workers of a run, for as long as it has messages.</summary>
internal sealed class RunLeases(RunCatalog catalog, RunIsolationFactory isolation, InProcessQueue queue)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Lease> _leases = new(StringComparer.Ordinal);

    /// <summary>The run, to be given back; null when the store has no plan of it.</summary>
    public async Task<RunContext?> TakeAsync(string runId, CancellationToken cancellationToken) =>
        Take(runId, null) ?? (await catalog.FindPlanAsync(runId, cancellationToken) is { } plan ? Take(runId, plan) : null);

    /// <summary>True when the run has no message left, so that it may be over.</summary>
    public bool GiveBack(RunContext run)
    {
        lock (_lock)
        {
            var lease = _leases[run.Plan.RunId];
            lease.Users--;
            var isOver = queue.CountOf(run.Plan.RunId) == 0;
            if (isOver && lease.Users == 0)
            {
                _leases.Remove(run.Plan.RunId);
                run.Dispose();
            }

            return isOver;
        }
    }

    private RunContext? Take(string runId, RunPlan? plan)
    {
        lock (_lock)
        {
            if (!_leases.TryGetValue(runId, out var lease))
            {
                if (plan is null)
                {
                    return null;
                }

                _leases[runId] = lease = new Lease(new RunContext(plan, isolation));
            }

            lease.Users++;
            return lease.Run;
        }
    }

    private sealed class Lease(RunContext run)
    {
        public RunContext Run { get; } = run;

        public int Users { get; set; }
    }
}
