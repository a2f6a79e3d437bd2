using Keepnet.Api;
using Keepnet.Export.Exporting.Isolation;

namespace Keepnet.Export.Runs;

/// <summary>A run while this process works on it.</summary>
public sealed class RunContext : IDisposable
{
    internal RunContext(RunPlan plan, KeepnetClient client, int batchSize) =>
        (Plan, Isolation) = (plan, new RunIsolation(client, batchSize));

    public RunPlan Plan { get; }

    internal RunIsolation Isolation { get; }

    public void Dispose() => Isolation.Dispose();
}
