using System.Buffers;
using Keepnet.Export.Exporting;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>Takes lines and throws them away.</summary>
internal sealed class NoLines : ILineSink
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public IBufferWriter<byte> Buffer => _buffer;

    public ValueTask EndLineAsync(CancellationToken cancellationToken)
    {
        _buffer.ResetWrittenCount();
        return ValueTask.CompletedTask;
    }
}
