using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Drift;

/// <summary>An object of the documented schema: its fields, and which of them hold documented objects or lists of them.</summary>
internal sealed class DocumentedObject
{
    private readonly Dictionary<int, DocumentedObject> _children = [];
    private readonly HashSet<int> _optional = [];

    /// <param name="fields">Names separated by spaces.</param>
    public DocumentedObject(string fields) => Fields = new FieldNames(fields.Split(' '));

    public FieldNames Fields { get; }

    public DocumentedObject? ChildOf(int field) => _children.GetValueOrDefault(field);

    /// <summary>Whether nobody misses the field when it is never sent.</summary>
    public bool IsOptional(int field) => _optional.Contains(field);

    public DocumentedObject With(string field, DocumentedObject child)
    {
        _children[IndexOf(field)] = child;
        return this;
    }

    public DocumentedObject Optional(string field)
    {
        _optional.Add(IndexOf(field));
        return this;
    }

    private int IndexOf(string field) => Fields.IndexOf(System.Text.Encoding.ASCII.GetBytes(field));
}
