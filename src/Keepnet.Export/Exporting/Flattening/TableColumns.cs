using System.Buffers;
using System.Text.Json;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>How every row of a table ends: with the columns' labels by name as <c>columns</c>, if the table defines any.</summary>
internal sealed class TableColumns(JsonCursor scanner, Oddities oddities)
{
    /// <summary>A line repeats the columns.</summary>
    public const int MaxBytes = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _end = new();
    private readonly ColumnFields _column = new();

    /// <summary><c>,"columns":{…}}</c>, or just the closing brace.</summary>
    public ReadOnlySpan<byte> LineEnd => _end.WrittenSpan;

    public void Read(JsonSpan tableDefinitions)
    {
        _end.ResetWrittenCount();
        if (tableDefinitions.Kind == JsonValueKind.Array && !TryCopy(tableDefinitions.Offset + 1))
        {
            oddities.Add(Oddity.ColumnsAreTooLarge);
            _end.ResetWrittenCount();
        }
        else if (tableDefinitions.HasValue && tableDefinitions.Kind != JsonValueKind.Array)
        {
            oddities.Add(Oddity.ColumnsAreUnreadable);
        }

        _end.Write(_end.WrittenCount > 0 ? "}}"u8 : "}"u8);
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

            if (_end.WrittenCount + _column.Name.Length + _column.Label.Length > MaxBytes)
            {
                return false;
            }

            _end.Write(_end.WrittenCount == 0 ? ",\"columns\":{"u8 : ","u8);
            scanner.CopyTo(_column.Name, _end);
            _end.Write(":"u8);
            _end.CopyAsString(scanner, _column.Label);
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
