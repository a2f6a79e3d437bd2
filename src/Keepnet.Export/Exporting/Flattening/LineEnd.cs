using System.Buffers;
using System.Runtime.InteropServices;
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

    private readonly byte[] _opening = Encoding.ASCII.GetBytes($",\"{field}\":");
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<Field> _fields = [];
    private readonly Dictionary<int, int> _fieldByHash = [];

    /// <summary><c>,"field":{…}}</c>, or just the closing brace.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>Where the value goes, as JSON, of the field begun last.</summary>
    public IBufferWriter<byte> Value => _bytes;

    /// <summary>Whether a name came twice.</summary>
    public bool HasRepeated { get; private set; }

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _fields.Clear();
        _fieldByHash.Clear();
        HasRepeated = false;
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
        var hash = new HashCode();
        hash.AddBytes(NameOf(field));
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_fieldByHash, hash.ToHashCode(), out var isKnown);
        if (isKnown && NameOf(_fields[index]).SequenceEqual(NameOf(field)))
        {
            HasRepeated = true;
            _fields[index] = _fields[index] with { IsRepeated = true };
        }

        index = _fields.Count;
        _fields.Add(field);
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
