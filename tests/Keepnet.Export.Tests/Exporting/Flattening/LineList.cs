using System.Buffers;
using System.Text;
using Keepnet.Export.Exporting.Attempts;

namespace Keepnet.Export.Tests.Exporting.Flattening;

/// <summary>Keeps the lines it is given.</summary>
internal sealed class LineList : ILineSink
{
    private readonly ArrayBufferWriter<byte> _line = new();

    public List<string> Lines { get; } = [];

    public ArrayBufferWriter<byte> Buffer => _line;

    public async ValueTask EndLineAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        Lines.Add(Encoding.UTF8.GetString(_line.WrittenSpan));
        _line.ResetWrittenCount();
    }
}
