using System.Buffers;
using System.Text.Json;
using Keepnet.Export.Exporting.Attempts;

namespace Keepnet.Fuzz.Tests.Support;

/// <summary>Takes lines and makes sure that each is one JSON object on one line.</summary>
internal sealed class CheckedLines : ILineSink
{
    private readonly ArrayBufferWriter<byte> _line = new();

    public ArrayBufferWriter<byte> Buffer => _line;

    public ValueTask EndLineAsync(CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(_line.WrittenMemory, new JsonDocumentOptions { MaxDepth = 20_000 });
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        Assert.DoesNotContain((byte)'\n', _line.WrittenSpan.ToArray());
        _line.ResetWrittenCount();
        return ValueTask.CompletedTask;
    }
}
