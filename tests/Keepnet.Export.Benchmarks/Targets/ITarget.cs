namespace Keepnet.Export.Benchmarks.Targets;

/// <summary>A kind of store to export to; disposing removes what was written.</summary>
internal interface ITarget : IAsyncDisposable
{
    /// <summary>For a table's title: to disk, to Azurite.</summary>
    string Name { get; }

    /// <summary>A place that holds nothing; what was written before is gone.</summary>
    Task<Destination> EmptyAsync();
}
