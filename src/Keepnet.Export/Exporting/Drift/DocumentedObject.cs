using System.Text;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Drift;

/// <summary>An object of the documented schema: its fields and their kinds, and which of them hold documented objects or lists of them.</summary>
internal sealed class DocumentedObject
{
    private readonly Dictionary<int, DocumentedObject> _children = [];
    private readonly HashSet<int> _optional = [];
    private readonly JsonKinds[] _kinds;

    /// <param name="fields">Names with their kinds, separated by spaces: <c>name:string value:string|number</c>.</param>
    public DocumentedObject(string fields)
    {
        var parts = fields.Split(' ').Select(field => field.Split(':')).ToList();
        Fields = new FieldNames([.. parts.Select(part => part[0])]);
        _kinds = [.. parts.Select(part => JsonKindNames.Parse(part[1]))];
    }

    public FieldNames Fields { get; }

    /// <summary>The field that says of which type a widget is; -1 when the object is no widget.</summary>
    public int WidgetType { get; private set; } = -1;

    public JsonKinds KindsOf(int field) => _kinds[field];

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

    public DocumentedObject AsWidget(string typeField)
    {
        WidgetType = IndexOf(typeField);
        return this;
    }

    private int IndexOf(string field) => Fields.IndexOf(Encoding.ASCII.GetBytes(field));
}
