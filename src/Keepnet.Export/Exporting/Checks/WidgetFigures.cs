using Keepnet.Export.Exporting.Privacy;

namespace Keepnet.Export.Exporting.Checks;

/// <summary>
/// The figures of one widget type, and the rules about them. A figure of <c>values</c> goes by its name, else its label, else its
/// position; one of <c>dataObject</c> by its name with a point before it.
/// </summary>
internal sealed class WidgetFigures
{
    private readonly Dictionary<string, Figure> _byName = new(StringComparer.Ordinal);
    private readonly List<Figure> _all = [];

    /// <summary>Nothing is known of the type.</summary>
    public static WidgetFigures Unknown { get; } = new();

    public IReadOnlyList<Figure> All => _all;

    /// <summary>What a value is whose name is not known; null when it may be anything.</summary>
    public Figure? Other { get; init; }

    // An array: going through it once a point allocates nothing.
    public IPointRule[] PointRules { get; private set; } = [];

    public IReadOnlyList<IWidgetRule> WidgetRules { get; private set; } = [];

    /// <summary>Counts of what happened: in a window that does not move they only grow.</summary>
    public IReadOnlyList<Figure> Growing { get; private set; } = [];

    /// <param name="name">As sent; case and punctuation do not matter.</param>
    /// <param name="isInDataObject">Whether it is a field of <c>dataObject</c> itself.</param>
    public Figure? Find(ReadOnlySpan<char> name, bool isInDataObject) =>
        _byName.GetValueOrDefault(KeyOf(name, isInDataObject));

    public Figure Add(FigureKind kind, string name)
    {
        var figure = new Figure(name, kind, _all.Count);
        _all.Add(figure);
        _byName[KeyOf(name, isInDataObject: name.StartsWith('.'))] = figure;
        return figure;
    }

    public WidgetFigures With(FigureKind kind, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            Add(kind, name);
        }

        return this;
    }

    public WidgetFigures WithGrowing(params IReadOnlyList<string> names)
    {
        Growing = [.. _all.Where(figure => names.Contains(figure.Name))];
        return this;
    }

    public WidgetFigures Obeying(params IPointRule[] rules)
    {
        PointRules = rules;
        return this;
    }

    public WidgetFigures Obeying(params IReadOnlyList<IWidgetRule> rules)
    {
        WidgetRules = rules;
        return this;
    }

    private static string KeyOf(ReadOnlySpan<char> name, bool isInDataObject) =>
        (isInDataObject ? "." : "") + FieldName.Normalize(name);
}
