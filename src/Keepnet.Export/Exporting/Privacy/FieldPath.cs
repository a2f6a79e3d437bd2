namespace Keepnet.Export.Exporting.Privacy;

/// <summary>A place in the shape of an item, without array positions, and how many personal values were found there.</summary>
internal sealed class FieldPath
{
    // Objects may have people's names as keys; past this many, further ones share one path.
    private const int MostPaths = 1000;
    private const int LongestName = 200;

    private readonly Dictionary<string, (FieldPath Path, FieldName Field)> _children = [];
    private readonly List<FieldPath> _all;
    private readonly FieldPath? _parent;
    private readonly string _segment;
    private FieldPath? _element;
    private FieldPath? _rest;

    public FieldPath(string root)
        : this(null, root, [])
    {
    }

    private FieldPath(FieldPath? parent, string segment, List<FieldPath> all)
    {
        (_parent, _segment, _all) = (parent, segment, all);
        _all.Add(this);
    }

    public long Count { get; set; }

    /// <summary>The path of an array's elements.</summary>
    public FieldPath Element => _element ??= new FieldPath(this, "[]", _all);

    private FieldPath Rest => _rest ??= new FieldPath(this, ".*", _all);

    public (FieldPath Path, FieldName Field) Child(ReadOnlySpan<char> name)
    {
        if (_children.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var child))
            return child;

        var field = FieldName.Of(name);
        if (name.Length > LongestName || _all.Count >= MostPaths)
            return (Rest, field);

        child = (field.IsPrintable ? new FieldPath(this, $".{name}", _all) : Rest, field);
        _children.Add(name.ToString(), child);
        return child;
    }

    /// <summary>All paths of this item where something was found.</summary>
    public IEnumerable<FieldPath> Found() => _all.Where(path => path.Count > 0);

    public override string ToString()
    {
        var segments = new Stack<string>();
        for (var path = this; path is not null; path = path._parent)
            segments.Push(path._segment);

        return string.Concat(segments);
    }
}
