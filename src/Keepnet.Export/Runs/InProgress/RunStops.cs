using System.Collections.Concurrent;
using Keepnet.Export.Exporting;

namespace Keepnet.Export.Runs.InProgress;

/// <summary>The runs that this process stopped because a person has to mend something; forgotten when they go on.</summary>
internal sealed class RunStops
{
    private readonly ConcurrentDictionary<string, ExportFailure> _failures = new(StringComparer.Ordinal);

    public ExportFailure? Find(string runId) => _failures.GetValueOrDefault(runId);

    /// <summary>False when the run is stopped already.</summary>
    public bool TryStop(string runId, ExportFailure failure) => _failures.TryAdd(runId, failure);

    public void GoOn(string runId) => _failures.TryRemove(runId, out _);
}
