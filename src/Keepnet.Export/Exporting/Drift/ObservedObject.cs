using System.Text.Json;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Drift;

/// <summary>What was seen of the documented objects at one path.</summary>
internal sealed class ObservedObject
{
    private readonly DocumentedObject _documented;
    private readonly string _path;
    private readonly AddedFields _added;
    private readonly WidgetTypes _types;
    private readonly ObservedKinds _kinds;
    private readonly bool[] _sent;
    private readonly ObservedObject?[] _children;
    private readonly List<byte[]> _unknown = [];
    private bool _wasSeen;
    private JsonKinds _oddElements;

    /// <param name="documented">What is documented of the object.</param>
    /// <param name="path">With a point at its end: <c>widgets[].</c></param>
    /// <param name="added">Where unknown fields go.</param>
    /// <param name="types">Where the types of widgets go.</param>
    public ObservedObject(DocumentedObject documented, string path, AddedFields added, WidgetTypes types)
    {
        (_documented, _path, _added, _types) = (documented, path, added, types);
        _kinds = new ObservedKinds(documented);
        _sent = new bool[documented.Fields.Count];
        _children = new ObservedObject?[documented.Fields.Count];
        for (var field = 0; field < _children.Length; field++)
        {
            _children[field] = documented.ChildOf(field) is { } child
                ? new ObservedObject(child, $"{path}{documented.Fields[field]}[].", added, types)
                : null;
        }
    }

    /// <summary>Paths of documented fields that no object at this path or below had.</summary>
    public IEnumerable<string> Gone()
    {
        var own = Enumerable.Range(0, _sent.Length).Where(field => _wasSeen && !_sent[field] && !_documented.IsOptional(field));
        return own.Select(field => _path + _documented.Fields[field]).Concat(_children.SelectMany(child => child?.Gone() ?? []));
    }

    /// <summary>Documented fields, at this path or below, whose values were of another kind.</summary>
    public IEnumerable<ChangedField> Changed()
    {
        var elements = _oddElements == JsonKinds.None
            ? Enumerable.Empty<ChangedField>()
            : [new ChangedField(_path.TrimEnd('.'), JsonKinds.Object.ToText(), _oddElements.ToText())];
        return elements.Concat(_kinds.Changed(_path)).Concat(_children.SelectMany(child => child?.Changed() ?? []));
    }

    /// <summary>Looks at the value at <paramref name="position"/> and moves past it; of lists, at each element.</summary>
    public void Observe(JsonCursor scanner, ref long position)
    {
        switch (scanner.KindAt(position))
        {
            case JsonValueKind.Object:
                ObserveObject(scanner, ref position);
                break;
            case JsonValueKind.Array:
                position++;
                while (scanner.TryReadElement(ref position))
                {
                    ObserveElement(scanner, ref position);
                }

                break;
            default:
                scanner.ReadValue(ref position);
                break;
        }
    }

    // A list within a list is not documented: not looked into, so that depth stays bounded.
    private void ObserveElement(JsonCursor scanner, ref long position)
    {
        if (scanner.KindAt(position) == JsonValueKind.Object)
        {
            ObserveObject(scanner, ref position);
        }
        else
        {
            _oddElements |= JsonKindNames.Of(scanner.ReadValue(ref position).Kind);
        }
    }

    private void ObserveObject(JsonCursor scanner, ref long position)
    {
        _wasSeen = true;
        position++;
        while (scanner.TryReadName(ref position, out var name))
        {
            var field = Note(scanner, name);
            if (field >= 0)
            {
                ObserveField(scanner, field, ref position);
            }
            else
            {
                scanner.ReadValue(ref position);
            }
        }
    }

    private void ObserveField(JsonCursor scanner, int field, ref long position)
    {
        if (_children[field] is { } child)
        {
            _kinds.Note(scanner, field, new JsonSpan(position, 0, scanner.KindAt(position)));
            child.Observe(scanner, ref position);
            return;
        }

        var value = scanner.ReadValue(ref position);
        _kinds.Note(scanner, field, value);
        if (field == _documented.WidgetType && value.Kind == JsonValueKind.String)
        {
            _types.Add(scanner.GetString(value));
        }
    }

    private int Note(JsonCursor scanner, JsonSpan name)
    {
        var isReadable = scanner.TryGetText(name, out var text);
        var field = isReadable ? _documented.Fields.IndexOf(text) : -1;
        if (field >= 0)
        {
            _sent[field] = true;
        }
        else
        {
            NoteUnknown(isReadable ? AddedFields.Presentable(text) : "*"u8);
        }

        return field;
    }

    private void NoteUnknown(ReadOnlySpan<byte> name)
    {
        foreach (var known in _unknown)
        {
            if (name.SequenceEqual(known))
            {
                return;
            }
        }

        if (_added.TryAdd(_path, name))
        {
            _unknown.Add(name.ToArray());
        }
    }
}
