using System.Text.Json;

namespace Keepnet.Export.Reading;

/// <summary>One line of <c>tables.ndjson</c>: a row of a table.</summary>
public sealed record TableRecord : FlattenedRecord
{
    /// <summary>Zero-based in its table.</summary>
    public int Row { get; init; }

    /// <summary>The row as sent, in nearly all cases an object.</summary>
    public required JsonElement Cells { get; init; }

    /// <summary>Labels of the columns by name.</summary>
    public JsonElement? Columns { get; init; }
}
