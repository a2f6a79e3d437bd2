using System.Buffers;
using Keepnet.Export.Exporting.Attempts;

namespace Keepnet.Export.Tests.Exporting.Flattening;

/// <summary>Counts lines and bytes and forgets them.</summary>
internal sealed class CountingSink : ILineSink
{
    private readonly ArrayBufferWriter<byte> _line = new();

    public long Lines { get; private set; }

    public long Bytes { get; private set; }

    public ArrayBufferWriter<byte> Buffer => _line;

    public ValueTask EndLineAsync(CancellationToken cancellationToken)
    {
        Lines++;
        Bytes += _line.WrittenCount;
        _line.ResetWrittenCount();
        return ValueTask.CompletedTask;
    }
}
