using System.Buffers;
using System.Text.Json;
using Keepnet.Export.Exporting.Attempts;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>Writes the <c>tables.ndjson</c> lines of one widget.</summary>
internal sealed class TableWriter(JsonCursor scanner, WidgetLines lines, ILineSink sink, Oddities oddities)
{
    private readonly TableColumns _columns = new(scanner, oddities);

    public long Count { get; private set; }

    /// <summary>A line per row, in the order sent; <c>row</c> counts nulls too.</summary>
    public async ValueTask WriteAsync(JsonSpan tableValues, JsonSpan tableDefinitions, CancellationToken cancellationToken)
    {
        _columns.Read(tableDefinitions);
        if (tableValues.Kind != JsonValueKind.Array)
        {
            oddities.Add(Oddity.TableValuesIsNoArray);
            await WriteRowAsync(0, tableValues, cancellationToken);
            return;
        }

        var position = tableValues.Offset + 1;
        for (var row = 0; scanner.TryReadElement(ref position); row++)
        {
            await WriteRowAsync(row, scanner.ReadValue(ref position), cancellationToken);
        }
    }

    private ValueTask WriteRowAsync(int row, JsonSpan cells, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (cells.Kind != JsonValueKind.Object)
        {
            oddities.Add(cells.HasValue ? Oddity.RowIsNoObject : Oddity.RowIsNull);
        }

        return cells.HasValue ? WriteLineAsync(row, cells, cancellationToken) : ValueTask.CompletedTask;
    }

    private ValueTask WriteLineAsync(int row, JsonSpan cells, CancellationToken cancellationToken)
    {
        sink.Buffer.Write(lines.Start);
        sink.Buffer.Write(",\"row\":"u8);
        sink.Buffer.WriteNumber(row);
        sink.Buffer.Write(",\"cells\":"u8);
        scanner.CopyTo(cells, sink.Buffer);
        sink.Buffer.Write(_columns.LineEnd);
        Count++;
        return sink.EndLineAsync(cancellationToken);
    }
}
