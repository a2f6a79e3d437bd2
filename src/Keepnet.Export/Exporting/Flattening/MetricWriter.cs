using System.Buffers;
using System.Text;
using System.Text.Json;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>Writes the <c>metrics.ndjson</c> lines of one widget.</summary>
internal sealed class MetricWriter(
    JsonCursor scanner, WidgetLines lines, ILineSink sink, IReadOnlyList<byte[]> positionalNames, Oddities oddities)
{
    private readonly ValueFields _item = new();
    private readonly NumberFinder _numbers = new(scanner);
    private readonly PointDimensions _dimensions = new(scanner, oddities);
    private readonly ArrayBufferWriter<byte> _path = new();

    public long Count { get; private set; }

    /// <summary>Whether the point's <c>dataObject</c> is worth <see cref="WriteNumbersAsync"/>.</summary>
    public bool DataObjectMayHoldNumbers => _dimensions.MayHoldNumbers;

    public void BeginPoint(JsonSpan dataObject) => _dimensions.Read(dataObject);

    /// <summary>A line per item of <c>values</c>, and one per number that lies elsewhere inside.</summary>
    public async ValueTask WriteValuesAsync(JsonSpan values, CancellationToken cancellationToken)
    {
        if (values.Kind == JsonValueKind.Array)
        {
            var position = values.Offset + 1;
            for (var index = 0; scanner.TryReadElement(ref position); index++)
            {
                position = await WriteItemAsync(position, index, cancellationToken);
            }
        }
        else if (values.HasValue)
        {
            oddities.Add(Oddity.ValuesIsNoArray);
            await WriteItemAsync(values.Offset, 0, cancellationToken);
        }
    }

    /// <summary>A line per number inside <paramref name="value"/>, a property <paramref name="name"/> (default: none) of what lies at <paramref name="parent"/>.</summary>
    public async ValueTask WriteNumbersAsync(
        ReadOnlyMemory<byte> parent, JsonSpan name, JsonSpan value, CancellationToken cancellationToken)
    {
        _numbers.Begin(parent.Span, name, value);
        while (_numbers.TryNext(out var number))
        {
            sink.Buffer.Write(lines.Start);
            sink.Buffer.Write(",\"name\":\""u8);
            sink.Buffer.Write(_numbers.Path);
            sink.Buffer.Write("\""u8);
            await EndLineAsync(number, cancellationToken);
        }
    }

    private async ValueTask<long> WriteItemAsync(long position, int index, CancellationToken cancellationToken)
    {
        if (scanner.KindAt(position) == JsonValueKind.Object)
        {
            _item.Read(scanner, ref position);
            await WriteObjectAsync(index, cancellationToken);
            return position;
        }

        var item = scanner.ReadValue(ref position);
        oddities.Add(item.HasValue ? Oddity.ValueIsNoObject : Oddity.ValueIsNull);
        if (item.IsContainer)
        {
            await WriteNumbersAsync(PathOf(index, ""), default, item, cancellationToken);
        }
        else if (item.HasValue)
        {
            StartLine(index, name: default, label: default);
            await EndLineAsync(item, cancellationToken);
        }

        return position;
    }

    private async ValueTask WriteObjectAsync(int index, CancellationToken cancellationToken)
    {
        if (_item.HasRepeated)
        {
            oddities.Add(Oddity.FieldIsRepeated);
        }

        StartLine(index, _item.Name, _item.Label);
        await EndLineAsync(_item.Value, cancellationToken);
        if (_item.HasInnerNumbers)
        {
            await WriteInnerAsync(index, ".value", _item.Value, cancellationToken);
            await WriteInnerAsync(index, ".label", _item.Label, cancellationToken);
            await WriteInnerAsync(index, ".name", _item.Name, cancellationToken);
            await WriteInnerAsync(index, ".annotations", _item.Annotations, cancellationToken);
            await WriteOthersAsync(index, cancellationToken);
        }
    }

    private ValueTask WriteInnerAsync(int index, string field, JsonSpan value, CancellationToken cancellationToken) =>
        value.IsContainer || value == _item.Annotations
            ? WriteNumbersAsync(PathOf(index, field), default, value, cancellationToken)
            : ValueTask.CompletedTask;

    private async ValueTask WriteOthersAsync(int index, CancellationToken cancellationToken)
    {
        var position = _item.BeginOthers();
        while (_item.TryReadOther(scanner, ref position, out var name, out var value))
        {
            await WriteNumbersAsync(PathOf(index, ""), name, value, cancellationToken);
        }
    }

    private ReadOnlyMemory<byte> PathOf(int index, string field)
    {
        _path.ResetWrittenCount();
        _path.Write("values["u8);
        _path.WriteNumber(index);
        _path.Write("]"u8);
        Encoding.ASCII.GetBytes(field, _path);
        return _path.WrittenMemory;
    }

    private void StartLine(int index, JsonSpan name, JsonSpan label)
    {
        sink.Buffer.Write(lines.Start);
        if (index < positionalNames.Count && IsBlank(name))
        {
            sink.Buffer.Write(",\"name\":\""u8);
            sink.Buffer.Write(positionalNames[index]);
            sink.Buffer.Write("\""u8);
        }
        else
        {
            WriteOptional(",\"name\":"u8, name);
        }

        WriteOptional(",\"label\":"u8, label);
    }

    private bool IsBlank(JsonSpan name) =>
        !name.HasValue || name.IsContainer || (scanner.TryGetText(name, out var text) && text.Trim(" \t"u8).IsEmpty);

    private void WriteOptional(ReadOnlySpan<byte> field, JsonSpan value)
    {
        if (value.HasValue && !value.IsContainer)
        {
            sink.Buffer.Write(field);
            sink.Buffer.CopyAsString(scanner, value);
        }
    }

    private ValueTask EndLineAsync(JsonSpan value, CancellationToken cancellationToken)
    {
        WriteValue(value);
        sink.Buffer.Write(_dimensions.LineEnd);
        Count++;
        return sink.EndLineAsync(cancellationToken);
    }

    private void WriteValue(JsonSpan value)
    {
        sink.Buffer.Write(",\"value\":"u8);
        if (value.Kind == JsonValueKind.Number)
        {
            scanner.CopyTo(value, sink.Buffer);
            return;
        }

        var number = "null"u8;
        if (value.Kind == JsonValueKind.String && scanner.TryGetText(value, out var text) && NumberText.TryFind(text, out var found))
        {
            number = found;
        }

        sink.Buffer.Write(number);
        WriteOptional(",\"value_raw\":"u8, value);
    }
}
