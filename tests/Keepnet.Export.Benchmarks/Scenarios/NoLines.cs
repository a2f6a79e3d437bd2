using System.Buffers;
using Keepnet.Export.Exporting.Attempts;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>Takes lines, counts their bytes and throws them away.</summary>
internal sealed class NoLines : ILineSink
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public ArrayBufferWriter<byte> Buffer => _buffer;

    public long Bytes { get; private set; }

    public ValueTask EndLineAsync(CancellationToken cancellationToken)
    {
        Bytes += _buffer.WrittenCount + 1;
        _buffer.ResetWrittenCount();
        return ValueTask.CompletedTask;
    }
}
