using System.Text.Json;

namespace Keepnet.Export.Exporting.Json;

/// <summary>Where a JSON value lies in its text, in bytes, and what it is; <c>default</c> stands for an absent value.</summary>
internal readonly record struct JsonSpan(long Offset, long Length, JsonValueKind Kind)
{
    /// <summary>Neither absent nor null.</summary>
    public bool HasValue => Kind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public bool IsContainer => Kind is JsonValueKind.Object or JsonValueKind.Array;
}
