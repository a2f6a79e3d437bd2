using System.Text.Json;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Drift;

/// <summary>What was seen of the documented objects at one path.</summary>
internal sealed class ObservedObject
{
    private readonly DocumentedObject _documented;
    private readonly string _path;
    private readonly AddedFields _added;
    private readonly bool[] _sent;
    private readonly ObservedObject?[] _children;
    private readonly List<byte[]> _unknown = [];
    private bool _wasSeen;

    /// <param name="documented">What is documented of the object.</param>
    /// <param name="path">With a point at its end: <c>widgets[].</c></param>
    /// <param name="added">Where unknown fields go.</param>
    public ObservedObject(DocumentedObject documented, string path, AddedFields added)
    {
        (_documented, _path, _added) = (documented, path, added);
        _sent = new bool[documented.Fields.Count];
        _children = new ObservedObject?[documented.Fields.Count];
        for (var field = 0; field < _children.Length; field++)
        {
            _children[field] = documented.ChildOf(field) is { } child
                ? new ObservedObject(child, $"{path}{documented.Fields[field]}[].", added)
                : null;
        }
    }

    /// <summary>Paths of documented fields that no object at this path or below had.</summary>
    public IEnumerable<string> Gone()
    {
        var own = Enumerable.Range(0, _sent.Length).Where(field => _wasSeen && !_sent[field] && !_documented.IsOptional(field));
        return own.Select(field => _path + _documented.Fields[field]).Concat(_children.SelectMany(child => child?.Gone() ?? []));
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
            scanner.ReadValue(ref position);
        }
    }

    private void ObserveObject(JsonCursor scanner, ref long position)
    {
        _wasSeen = true;
        position++;
        while (scanner.TryReadName(ref position, out var name))
        {
            var field = Note(scanner, name);
            if (field >= 0 && _children[field] is { } child)
            {
                child.Observe(scanner, ref position);
            }
            else
            {
                scanner.ReadValue(ref position);
            }
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
