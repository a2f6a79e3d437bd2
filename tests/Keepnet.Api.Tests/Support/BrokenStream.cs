namespace Keepnet.Api.Tests.Support;

/// <summary>Some bytes, then an exception.</summary>
internal sealed class BrokenStream(byte[] bytes, Exception exception) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Position == Length ? ValueTask.FromException<int>(exception) : base.ReadAsync(buffer, cancellationToken);
}
