using System.Text;

namespace Keepnet.Export.Exporting.Drift;

/// <summary>Paths of fields the schema lacks; a limited number, as a map with changing keys would add without end.</summary>
internal sealed class AddedFields
{
    public const int MaxCount = 100;
    public const string AndMore = "…";

    private const int MaxNameLength = 64;

    private readonly SortedSet<string> _paths = new(StringComparer.Ordinal);
    private bool _isCut;

    /// <summary>Sorted ordinally; the last one is <see cref="AndMore"/> when there were too many.</summary>
    public IReadOnlyList<string> Paths => _isCut ? [.. _paths, AndMore] : [.. _paths];

    /// <summary>The field's name, or <c>*</c> where the key of a map could be a person's address.</summary>
    public static ReadOnlySpan<byte> Presentable(ReadOnlySpan<byte> name) =>
        name.Contains((byte)'@') || Encoding.UTF8.GetCharCount(name) > MaxNameLength ? "*"u8 : name;

    /// <summary>False when there are too many.</summary>
    public bool TryAdd(string path, ReadOnlySpan<byte> name)
    {
        if (_paths.Count >= MaxCount)
        {
            _isCut = true;
            return false;
        }

        _paths.Add(path + Encoding.UTF8.GetString(name));
        return true;
    }
}
