using System.Text.Json;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>How every row of a table ends: with the columns' labels by name as <c>columns</c>, if the table defines any.</summary>
internal sealed class TableColumns(JsonCursor scanner, Oddities oddities)
{
    private readonly LineEnd _end = new(scanner, "columns");
    private readonly ColumnFields _column = new();

    /// <summary><c>,"columns":{…}}</c>, or just the closing brace.</summary>
    public ReadOnlySpan<byte> LineEnd => _end.Bytes;

    public void Read(JsonSpan tableDefinitions)
    {
        _end.Clear();
        if (tableDefinitions.Kind == JsonValueKind.Array && !TryCopy(tableDefinitions.Offset + 1))
        {
            oddities.Add(Oddity.ColumnsAreTooLarge);
            _end.Clear();
        }
        else if (tableDefinitions.HasValue && tableDefinitions.Kind != JsonValueKind.Array)
        {
            oddities.Add(Oddity.ColumnsAreUnreadable);
        }

        if (_end.HasRepeated)
        {
            oddities.Add(Oddity.ColumnIsRepeated);
        }

        _end.Complete();
    }

    private bool TryCopy(long position)
    {
        while (scanner.TryReadElement(ref position))
        {
            if (!TryReadColumn(ref position))
            {
                oddities.Add(Oddity.ColumnsAreUnreadable);
                continue;
            }

            if (!_end.TryBegin(_column.Name, _column.Label))
            {
                return false;
            }

            _end.Value.CopyAsString(scanner, _column.Label);
        }

        return true;
    }

    private bool TryReadColumn(ref long position)
    {
        if (scanner.KindAt(position) != JsonValueKind.Object)
        {
            scanner.ReadValue(ref position);
            return false;
        }

        _column.Read(scanner, ref position);
        return _column.Name.Kind == JsonValueKind.String;
    }
}
