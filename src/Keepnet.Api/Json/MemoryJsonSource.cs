namespace Keepnet.Api.Json;

/// <summary>JSON text that lies in memory.</summary>
public sealed class MemoryJsonSource(ReadOnlyMemory<byte> json) : IJsonSource
{
    public long Length => json.Length;

    public int Read(long offset, Span<byte> destination)
    {
        if (offset < 0 || offset >= json.Length)
        {
            return 0;
        }

        var rest = json.Span[(int)offset..];
        var count = Math.Min(rest.Length, destination.Length);
        rest[..count].CopyTo(destination);
        return count;
    }
}
