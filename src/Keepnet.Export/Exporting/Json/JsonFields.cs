using System.Text.Json;

namespace Keepnet.Export.Exporting.Json;

/// <summary>Where the known fields of an object lie, in whatever order they were sent; one instance reads object after object.</summary>
internal abstract class JsonFields(FieldNames names)
{
    private readonly JsonSpan[] _values = new JsonSpan[names.Count];
    private readonly FieldMemory _memory = new();
    private long _start;

    /// <summary>Whether the object has fields that are not known.</summary>
    public bool HasOthers { get; private set; }

    /// <summary>Whether a known field came twice; the last one counts.</summary>
    public bool HasRepeated { get; private set; }

    protected JsonSpan this[int field] => _values[field];

    /// <summary>Reads the object at <paramref name="position"/> and moves past it.</summary>
    public void Read(JsonCursor scanner, ref long position)
    {
        Array.Clear(_values);
        (HasOthers, HasRepeated, _start) = (false, false, position);
        position++;
        for (var ordinal = 0; TryReadField(scanner, ordinal, ref position, out var field); ordinal++)
        {
            var value = scanner.ReadValue(ref position);
            HasOthers |= field < 0;
            if (field >= 0)
            {
                HasRepeated |= _values[field].Kind != JsonValueKind.Undefined;
                _values[field] = value;
            }
        }
    }

    /// <summary>Starts to go through the unknown fields, which are not kept: there may be any number.</summary>
    public long BeginOthers() => _start + 1;

    public bool TryReadOther(JsonCursor scanner, ref long position, out JsonSpan name, out JsonSpan value)
    {
        while (scanner.TryReadName(ref position, out name))
        {
            var isOther = names.IndexOf(scanner, name) < 0;
            value = scanner.ReadValue(ref position);
            if (isOther)
            {
                return true;
            }
        }

        value = default;
        return false;
    }

    private bool TryReadField(JsonCursor scanner, int ordinal, ref long position, out int field)
    {
        if (_memory.TryStep(scanner, ordinal, ref position, out field))
        {
            return true;
        }

        var start = position;
        if (!scanner.TryReadName(ref position, out var name))
        {
            return false;
        }

        field = names.IndexOf(scanner, name);
        _memory.Keep(scanner, ordinal, start, position, field);
        return true;
    }
}
