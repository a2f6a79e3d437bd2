namespace Keepnet.Api.Tests.Support;

/// <summary>Bytes that arrive a few at a time.</summary>
internal sealed class SlicedStream(byte[] bytes, int size) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
}
