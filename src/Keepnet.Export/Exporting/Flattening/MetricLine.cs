using System.Buffers;
using System.Text.Json;
using Keepnet.Export.Exporting.Attempts;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>Writes the <c>metrics.ndjson</c> lines of one widget, field by field in their order.</summary>
internal sealed class MetricLine(JsonCursor scanner, WidgetLines lines, PointDimensions dimensions, ILineSink sink)
{
    private readonly ArrayBufferWriter<byte> _line = sink.Buffer;

    /// <summary>Lines written.</summary>
    public long Count { get; private set; }

    public void Start() => _line.Write(lines.Start);

    /// <param name="name">UTF-8, escaped for JSON.</param>
    public void WriteName(ReadOnlySpan<byte> name)
    {
        _line.Write(",\"name\":\""u8);
        _line.Write(name);
        _line.Write("\""u8);
    }

    /// <summary>Writes a field whose value is a string; nothing when the value is absent, null or no scalar.</summary>
    /// <param name="field">From the comma before its name to the value's opening quote.</param>
    /// <param name="value">Copied as sent.</param>
    public void WriteOptional(ReadOnlySpan<byte> field, JsonSpan value)
    {
        if (value.HasValue && !value.IsContainer)
        {
            _line.Write(field);
            scanner.CopyContentTo(value, _line);
            _line.Write("\""u8);
        }
    }

    /// <summary>Writes <c>value</c>, <c>value_raw</c> and <c>dimensions</c>.</summary>
    public ValueTask EndAsync(JsonSpan value, CancellationToken cancellationToken)
    {
        _line.Write(",\"value\":"u8);
        if (value.Kind == JsonValueKind.Number)
        {
            scanner.CopyTo(value, _line);
        }
        else
        {
            WriteOther(value);
        }

        _line.Write(dimensions.LineEnd);
        Count++;
        return sink.EndLineAsync(cancellationToken);
    }

    private void WriteOther(JsonSpan value)
    {
        var number = "null"u8;
        if (value.Kind == JsonValueKind.String && scanner.TryGetText(value, out var text) && NumberText.TryFind(text, out var found))
        {
            number = found;
        }

        _line.Write(number);
        WriteOptional(",\"value_raw\":\""u8, value);
    }
}
