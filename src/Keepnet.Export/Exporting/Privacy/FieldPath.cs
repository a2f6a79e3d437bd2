namespace Keepnet.Export.Exporting.Privacy;

/// <summary>A place in the shape of an item, without array positions, and how many personal values were found there.</summary>
internal sealed class FieldPath
{
    // Objects may have people's names as keys; past this many, further ones share one path.
    private const int MostPaths = 1000;
    private const int LongestName = 200;

    private readonly Dictionary<string, (FieldPath Path, FieldName Field)> _children = [];
    private readonly int[] _paths;
    private FieldPath? _element;
    private FieldPath? _rest;

    public FieldPath(string text)
        : this(text, [0])
    {
    }

    private FieldPath(string text, int[] paths) => (Text, _paths) = (text, paths);

    public string Text { get; }

    public long Count { get; set; }

    public FieldPath Element => _element ??= new FieldPath(Text + "[]", _paths);

    private FieldPath Rest => _rest ??= new FieldPath(Text + ".*", _paths);

    public (FieldPath Path, FieldName Field) Child(ReadOnlySpan<char> name)
    {
        if (_children.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var child))
            return child;

        var field = FieldName.Of(name);
        if (name.Length > LongestName || _paths[0] >= MostPaths)
            return (Rest, field);

        _paths[0]++;
        child = (field.IsPrintable ? new FieldPath($"{Text}.{name}", _paths) : Rest, field);
        _children.Add(name.ToString(), child);
        return child;
    }

    /// <summary>This path and all below it where something was found.</summary>
    public IEnumerable<FieldPath> Found()
    {
        var below = _children.Values.Select(child => child.Path).Append(_element).Append(_rest).OfType<FieldPath>().Distinct();
        return below.SelectMany(path => path.Found()).Concat(Count > 0 ? [this] : Array.Empty<FieldPath>());
    }
}
