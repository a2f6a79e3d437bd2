using System.Buffers;
using System.Text;
using System.Text.Json;
using Keepnet.Export.Exporting.Checks;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>Finds what of a widget's points makes a line of <c>metrics.ndjson</c>.</summary>
internal sealed class MetricWriter(
    JsonCursor scanner, MetricLine line, IReadOnlyList<byte[]> positionalNames, Oddities oddities, WidgetChecks? checks)
{
    private readonly ValueFields _item = new();
    private readonly NumberFinder _numbers = new(scanner);
    private readonly ArrayBufferWriter<byte> _path = new();

    /// <summary>A line per item of <c>values</c>, and one per number that lies elsewhere inside.</summary>
    public async ValueTask WriteValuesAsync(JsonSpan values, CancellationToken cancellationToken)
    {
        if (values.Kind == JsonValueKind.Array)
        {
            var position = values.Offset + 1;
            for (var index = 0; scanner.TryReadElement(ref position); index++)
            {
                await WriteItemAsync(index, ref position, cancellationToken);
            }
        }
        else if (values.HasValue)
        {
            oddities.Add(Oddity.ValuesIsNoArray);
            var position = values.Offset;
            await WriteItemAsync(0, ref position, cancellationToken);
        }
    }

    /// <summary>A line per number inside <paramref name="value"/>, a property <paramref name="name"/> (default: none) of what lies at <paramref name="parent"/>.</summary>
    public async ValueTask WriteNumbersAsync(
        ReadOnlyMemory<byte> parent, JsonSpan name, JsonSpan value, CancellationToken cancellationToken)
    {
        _numbers.Begin(parent.Span, name, value);
        while (_numbers.TryNext(out var number))
        {
            line.Start();
            line.WriteName(_numbers.Path);
            checks?.LookInside(_numbers.Path, scanner, number);
            await line.EndAsync(number, cancellationToken);
        }
    }

    // Not asynchronous itself: nearly every item is one line, and nearly every line ends without waiting.
    private ValueTask WriteItemAsync(int index, ref long position, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (scanner.KindAt(position) == JsonValueKind.Object)
        {
            _item.Read(scanner, ref position);
            return WriteObjectAsync(index, cancellationToken);
        }

        var item = scanner.ReadValue(ref position);
        oddities.Add(item.HasValue ? Oddity.ValueIsNoObject : Oddity.ValueIsNull);
        if (item.IsContainer)
        {
            return WriteNumbersAsync(PathOf(index, ""), default, item, cancellationToken);
        }

        return item.HasValue ? WriteLineAsync(index, name: default, label: default, item, cancellationToken) : ValueTask.CompletedTask;
    }

    private ValueTask WriteObjectAsync(int index, CancellationToken cancellationToken)
    {
        if (_item.HasRepeated)
        {
            oddities.Add(Oddity.FieldIsRepeated);
        }

        var line = WriteLineAsync(index, _item.Name, _item.Label, _item.Value, cancellationToken);
        return _item.HasOthers || _item.MayHoldNumbers(scanner) ? WriteInsideAsync(line, index, cancellationToken) : line;
    }

    private ValueTask WriteLineAsync(int index, JsonSpan name, JsonSpan label, JsonSpan value, CancellationToken cancellationToken)
    {
        StartLine(index, name, label);
        Check(index, name, label, value);
        return line.EndAsync(value, cancellationToken);
    }

    private async ValueTask WriteInsideAsync(ValueTask line, int index, CancellationToken cancellationToken)
    {
        await line;
        await WriteInnerAsync(index, ".value", _item.Value, cancellationToken);
        await WriteInnerAsync(index, ".label", _item.Label, cancellationToken);
        await WriteInnerAsync(index, ".name", _item.Name, cancellationToken);
        await WriteNumbersAsync(PathOf(index, ".annotations"), default, _item.Annotations, cancellationToken);
        if (_item.HasOthers)
        {
            await WriteOthersAsync(index, cancellationToken);
        }
    }

    private ValueTask WriteInnerAsync(int index, string field, JsonSpan value, CancellationToken cancellationToken) =>
        value.IsContainer
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
        line.Start();
        if (index < positionalNames.Count && IsBlank(name))
        {
            line.WriteName(positionalNames[index]);
        }
        else
        {
            line.WriteOptional(",\"name\":\""u8, name);
        }

        line.WriteOptional(",\"label\":\""u8, label);
    }

    private void Check(int index, JsonSpan name, JsonSpan label, JsonSpan value)
    {
        if (checks is null)
        {
            return;
        }

        if (IsBlank(name) && index < positionalNames.Count)
        {
            checks.Look(positionalNames[index], scanner, value);
            return;
        }

        var known = IsBlank(name) ? label : name;
        checks.Look(known.HasValue && !known.IsContainer && scanner.TryGetText(known, out var text) ? text : default, scanner, value);
    }

    private bool IsBlank(JsonSpan name) =>
        !name.HasValue || name.IsContainer || (scanner.TryGetText(name, out var text) && text.Trim(" \t"u8).IsEmpty);
}
