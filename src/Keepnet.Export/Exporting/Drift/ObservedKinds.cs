using System.Text.Json;
using Keepnet.Export.Exporting.Flattening;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Drift;

/// <summary>Which fields of one documented object came with values of another kind than documented.</summary>
internal sealed class ObservedKinds(DocumentedObject documented)
{
    private readonly JsonKinds[] _odd = new JsonKinds[documented.Fields.Count];

    /// <summary>Notes what a field holds. Null says nothing, and a number in a string is a number.</summary>
    public void Note(JsonCursor cursor, int field, JsonSpan value)
    {
        var kind = JsonKindNames.Of(value.Kind);
        var allowed = documented.KindsOf(field);
        if ((kind & ~allowed) != JsonKinds.None && !(allowed.HasFlag(JsonKinds.Number) && IsNumber(cursor, value)))
        {
            _odd[field] |= kind;
        }
    }

    public IEnumerable<ChangedField> Changed(string path) => Enumerable.Range(0, _odd.Length)
        .Where(field => _odd[field] != JsonKinds.None)
        .Select(field => new ChangedField(path + documented.Fields[field], documented.KindsOf(field).ToText(), _odd[field].ToText()));

    private static bool IsNumber(JsonCursor cursor, JsonSpan value) =>
        value.Kind == JsonValueKind.String && cursor.TryGetText(value, out var text)
        && (text.IsEmpty || NumberText.TryFind(text, out _));
}
