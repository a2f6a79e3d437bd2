using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>JSON text that is in memory already.</summary>
internal sealed class MemorySource(ReadOnlyMemory<byte> json) : IJsonSource
{
    public long Length => json.Length;

    public int Read(long offset, Span<byte> destination)
    {
        var rest = json.Span[(int)Math.Min(offset, json.Length)..];
        var count = Math.Min(rest.Length, destination.Length);
        rest[..count].CopyTo(destination);
        return count;
    }
}
