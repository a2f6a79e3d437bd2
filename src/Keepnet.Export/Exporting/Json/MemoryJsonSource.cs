using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Json;

/// <summary>JSON text in memory.</summary>
internal sealed class MemoryJsonSource(ReadOnlyMemory<byte> text) : IJsonSource
{
    public long Length => text.Length;

    public int Read(long offset, Span<byte> destination)
    {
        var rest = text.Span[(int)Math.Min(offset, text.Length)..];
        var count = Math.Min(rest.Length, destination.Length);
        rest[..count].CopyTo(destination);
        return count;
    }
}
