using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Api.Tests.Support;

/// <summary>One blank at a time, for ever, each after some time.</summary>
internal sealed class TrickleStream(FakeTimeProvider clock, TimeSpan every) : MemoryStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        clock.Advance(every);
        cancellationToken.ThrowIfCancellationRequested();
        buffer.Span[0] = (byte)' ';
        return ValueTask.FromResult(1);
    }
}
