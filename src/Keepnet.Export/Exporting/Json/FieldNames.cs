using System.Text;

namespace Keepnet.Export.Exporting.Json;

/// <summary>Known names of an object's fields; the API is free with upper and lower case.</summary>
internal sealed class FieldNames(params string[] names)
{
    private readonly byte[][] _names = Array.ConvertAll(names, Encoding.ASCII.GetBytes);

    public int Count => _names.Length;

    public string this[int index] => names[index];

    /// <summary>Place of the name among the known ones, -1 for an unknown one.</summary>
    public int IndexOf(JsonCursor scanner, JsonSpan name) => scanner.TryGetText(name, out var text) ? IndexOf(text) : -1;

    public int IndexOf(ReadOnlySpan<byte> name)
    {
        for (var index = 0; index < _names.Length; index++)
        {
            if (_names[index].Length == name.Length && Ascii.EqualsIgnoreCase(_names[index], name))
            {
                return index;
            }
        }

        return -1;
    }
}
