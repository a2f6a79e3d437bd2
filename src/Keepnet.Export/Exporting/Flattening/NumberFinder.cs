using System.Buffers;
using System.Text.Json;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>Finds the numbers inside a JSON value, however deep, and the path of each: <c>bands[0].from</c>.</summary>
internal sealed class NumberFinder(JsonCursor scanner)
{
    private readonly ArrayBufferWriter<byte> _path = new();
    private readonly Stack<Level> _levels = new();
    private JsonSpan _scalar;
    private long _position;

    /// <summary>The found number's path from the value on, escaped as in the text and without quotes.</summary>
    public ReadOnlySpan<byte> Path => _path.WrittenSpan;

    /// <summary>Begins with <paramref name="value"/>, a property <paramref name="name"/> (default: none) of what lies at <paramref name="parent"/> (may be empty).</summary>
    public void Begin(ReadOnlySpan<byte> parent, JsonSpan name, JsonSpan value)
    {
        _path.ResetWrittenCount();
        _path.Write(parent);
        AppendName(name);
        _levels.Clear();
        _scalar = value.IsContainer ? default : value;
        _position = value.Offset;
        if (value.IsContainer)
        {
            Enter(value.Kind);
        }
    }

    public bool TryNext(out JsonSpan number)
    {
        number = _scalar;
        _scalar = default;
        while (number.Kind != JsonValueKind.Number)
        {
            if (!TryStep(out number))
            {
                return false;
            }
        }

        return true;
    }

    // Reads one value: a scalar whole, of a container only the beginning.
    private bool TryStep(out JsonSpan value)
    {
        value = default;
        if (!_levels.TryPop(out var level))
        {
            return false;
        }

        if (!TryAdvance(level, out var name))
        {
            return true;
        }

        _levels.Push(level with { Index = level.Index + 1 });
        var kind = scanner.KindAt(_position);
        var isContainer = kind is JsonValueKind.Object or JsonValueKind.Array;
        if (isContainer || kind == JsonValueKind.Number)
        {
            SetPath(level, name);
        }

        if (isContainer)
        {
            Enter(kind);
        }
        else
        {
            value = scanner.ReadValue(ref _position);
        }

        return true;
    }

    private bool TryAdvance(Level level, out JsonSpan name)
    {
        name = default;
        return level.IsArray ? scanner.TryReadElement(ref _position) : scanner.TryReadName(ref _position, out name);
    }

    private void SetPath(Level level, JsonSpan name)
    {
        Truncate(level.PathLength);
        if (level.IsArray)
        {
            _path.Write("["u8);
            _path.WriteNumber(level.Index);
            _path.Write("]"u8);
        }
        else
        {
            AppendName(name);
        }
    }

    private void AppendName(JsonSpan name)
    {
        if (!name.HasValue)
        {
            return;
        }

        if (_path.WrittenCount > 0)
        {
            _path.Write("."u8);
        }

        scanner.CopyContentTo(name, _path);
    }

    private void Enter(JsonValueKind kind)
    {
        _position++;
        _levels.Push(new Level(kind == JsonValueKind.Array, 0, _path.WrittenCount));
    }

    private void Truncate(int length)
    {
        if (length == _path.WrittenCount)
        {
            return;
        }

        // ArrayBufferWriter cannot be shortened, but what it has written stays in place.
        _path.ResetWrittenCount();
        _path.Advance(length);
    }

    private readonly record struct Level(bool IsArray, int Index, int PathLength);
}
