using Keepnet.Api.Json;

namespace Keepnet.Export.Tests.Exporting.Privacy;

/// <summary>A source that sees how much its one reader's thread allocates from the first read to the last.</summary>
internal sealed class AllocationMeter(byte[] bytes) : IJsonSource
{
    private readonly TextSource _source = new(bytes);
    private long? _first;

    public long Length => _source.Length;

    public long AllocatedBetweenReads { get; private set; }

    public int Read(long offset, Span<byte> destination)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        _first ??= allocated;
        AllocatedBetweenReads = allocated - _first.Value;
        return _source.Read(offset, destination);
    }
}
