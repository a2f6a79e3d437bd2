using System.Buffers;
using System.Text;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>
/// How a line ends: with an object as its last field, if it has any fields. Of fields of the same name the last counts:
/// many readers refuse an object that has one name twice, and their line with it.
/// </summary>
/// <param name="scanner">Reads the text that names and values are taken from.</param>
/// <param name="field">The object's name, ASCII.</param>
internal sealed class LineEnd(JsonCursor scanner, string field)
{
    /// <summary>Each line repeats the object; one of a million fields would be repeated a million times.</summary>
    public const int MaxBytes = 64 * 1024;

    // To look through a few names takes less time than to hash them.
    private const int FewFields = 16;

    private readonly byte[] _opening = Encoding.ASCII.GetBytes($",\"{field}\":");
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<Field> _fields = [];
    private readonly Dictionary<int, int> _lastByHash = [];
    private int _hashed;

    /// <summary><c>,"field":{…}}</c>, or just the closing brace.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>Where the value goes, as JSON, of the field begun last.</summary>
    public ArrayBufferWriter<byte> Value => _bytes;

    /// <summary>Whether a name came twice.</summary>
    public bool HasRepeated { get; private set; }

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _fields.Clear();
        _lastByHash.Clear();
        (_hashed, HasRepeated) = (0, false);
    }

    /// <summary>Begins a field; false when the object becomes too large with it.</summary>
    public bool TryBegin(JsonSpan name, JsonSpan value)
    {
        if (_bytes.WrittenCount + name.Length + value.Length > MaxBytes)
        {
            return false;
        }

        if (_fields.Count == 0)
        {
            _bytes.Write(_opening);
        }

        var start = _bytes.WrittenCount;
        _bytes.Write(_fields.Count == 0 ? "{"u8 : ","u8);
        scanner.CopyTo(name, _bytes);
        Add(new Field(start, _bytes.WrittenCount - start));
        _bytes.Write(":"u8);
        return true;
    }

    public void Complete()
    {
        if (HasRepeated)
        {
            LeaveRepeatedOut();
        }

        _bytes.Write(_bytes.WrittenCount > 0 ? "}}"u8 : "}"u8);
    }

    private void Add(Field field)
    {
        if (Find(NameOf(field)) is >= 0 and var known)
        {
            HasRepeated = true;
            _fields[known] = _fields[known] with { IsRepeated = true };
        }

        _fields.Add(field);
    }

    // The last field of that name; -1 for none.
    private int Find(ReadOnlySpan<byte> name)
    {
        var index = _fields.Count - 1;
        if (index >= FewFields)
        {
            return FindByHash(name);
        }

        while (index >= 0 && !NameOf(_fields[index]).SequenceEqual(name))
        {
            index--;
        }

        return index;
    }

    private int FindByHash(ReadOnlySpan<byte> name)
    {
        for (; _hashed < _fields.Count; _hashed++)
        {
            _lastByHash[HashOf(NameOf(_fields[_hashed]))] = _hashed;
        }

        return _lastByHash.TryGetValue(HashOf(name), out var index) && NameOf(_fields[index]).SequenceEqual(name) ? index : -1;
    }

    private static int HashOf(ReadOnlySpan<byte> name)
    {
        var hash = new HashCode();
        hash.AddBytes(name);
        return hash.ToHashCode();
    }

    private ReadOnlySpan<byte> NameOf(Field field) => _bytes.WrittenSpan.Slice(field.Start + 1, field.NameLength - 1);

    private void LeaveRepeatedOut()
    {
        var all = _bytes.WrittenSpan.ToArray();
        _bytes.ResetWrittenCount();
        _bytes.Write(_opening);
        for (var index = 0; index < _fields.Count; index++)
        {
            if (!_fields[index].IsRepeated)
            {
                var end = index + 1 < _fields.Count ? _fields[index + 1].Start : all.Length;
                _bytes.Write(_bytes.WrittenCount == _opening.Length ? "{"u8 : ","u8);
                _bytes.Write(all.AsSpan((_fields[index].Start + 1)..end));
            }
        }
    }

    // Starts with the bracket or comma before the name.
    private readonly record struct Field(int Start, int NameLength, bool IsRepeated = false);
}
