using Keepnet.Export.Benchmarks.Scenarios;

namespace Keepnet.Export.Benchmarks.Targets;

/// <summary>A folder on this machine's disk.</summary>
internal sealed class DiskTarget(string folder) : ITarget
{
    public string Name => "to disk";

    public Task<Destination> EmptyAsync() => Task.FromResult(new Destination { Folder = WorkFolder.Empty(folder) });

    public ValueTask DisposeAsync()
    {
        WorkFolder.Empty(folder);
        return ValueTask.CompletedTask;
    }
}
