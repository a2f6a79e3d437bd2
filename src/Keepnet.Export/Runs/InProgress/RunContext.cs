using Keepnet.Export.Exporting;
using Keepnet.Export.Exporting.Isolation;

namespace Keepnet.Export.Runs.InProgress;

/// <summary>A run while this process works on it.</summary>
internal sealed class RunContext : IDisposable
{
    private volatile RunStop? _stop;

    public RunContext(RunPlan plan, RunIsolationFactory isolation) => (Plan, Isolation) = (plan, isolation.Create(plan));

    public RunPlan Plan { get; }

    public RunIsolation Isolation { get; }

    public RunProgress Progress { get; } = new();

    public void Dispose() => Isolation.Dispose();

    /// <summary>A person has to mend something: until then no company needs to ask in vain.</summary>
    public void Stop(ExportFailure failure, DateTimeOffset until) => _stop = new RunStop(failure, until);

    /// <summary>Why the run stands still, or null.</summary>
    public ExportFailure? StoppedBy(DateTimeOffset now) => _stop is { } stop && now < stop.Until ? stop.Failure : null;

    private sealed record RunStop(ExportFailure Failure, DateTimeOffset Until);
}
