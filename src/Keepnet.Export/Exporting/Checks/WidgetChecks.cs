using System.Buffers.Text;
using System.Text.Json;
using Keepnet.Export.Exporting.Flattening;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Checks;

/// <summary>
/// Looks at the figures of one widget as they are flattened, and notes which rules they break. Keeps the figures of one point and
/// what they add up to, however large the widget is.
/// </summary>
internal sealed class WidgetChecks
{
    /// <summary>The rule that a point's date lies in the period asked for.</summary>
    public const string DateOutsidePeriod = "dateOutsidePeriod";

    private static readonly IValueRule[] ValueRules = [new PercentageRule(), new ScoreRule(), new NegativeRule()];

    private readonly WidgetInHand _widget;
    private readonly WidgetFigures _figures;
    private readonly FigureNames _names;
    private readonly PointFigures _point;
    private readonly FigureSums _sums;
    private readonly BrokenRules _broken = new();
    private int _index;

    public WidgetChecks(WidgetInHand widget)
    {
        _widget = widget;
        _figures = WidgetFiguresCatalogue.Of(widget.Type);
        _names = new FigureNames(_figures);
        _point = new PointFigures(_figures.All.Count);
        _sums = new FigureSums(_figures.All.Count);
    }

    /// <summary>Looks at an item of <c>values</c>.</summary>
    /// <param name="name">Its name, else its label; may be empty.</param>
    /// <param name="cursor">Where the value is read.</param>
    /// <param name="value">Whatever was sent.</param>
    public void Look(ReadOnlySpan<byte> name, JsonCursor cursor, JsonSpan value)
    {
        var figure = _names.Find(name);
        if (TryRead(cursor, value, out var number, out var isPercentage) && (figure ?? Percentage(isPercentage)) is { } found)
        {
            Look(found, number);
        }
    }

    /// <summary>Looks at a number elsewhere in the point.</summary>
    /// <param name="path">From the point or its <c>dataObject</c> on.</param>
    /// <param name="cursor">Where the number is read.</param>
    /// <param name="number">Its digits.</param>
    public void LookInside(ReadOnlySpan<byte> path, JsonCursor cursor, JsonSpan number)
    {
        if (_names.FindAt(path) is { } figure && TryRead(cursor, number, out var value, out _))
        {
            Look(figure, value);
        }
    }

    public void BeginPoint(int index)
    {
        _index = index;
        _point.Clear();
    }

    public void EndPoint()
    {
        foreach (var rule in _figures.PointRules)
        {
            if (!rule.Holds(_point) && !_broken.TryCount(rule.Name, rule))
            {
                _broken.Add(rule.Name, rule, _index, rule.Describe(_point));
            }
        }
    }

    /// <param name="list">Takes what was found.</param>
    /// <param name="datesOutside">Points whose dates lie outside the period; the flattening has warned of them.</param>
    /// <param name="lines">Lines the widget made.</param>
    public void End(CheckList list, int datesOutside, long lines)
    {
        if (datesOutside > 0)
        {
            list.TryAdd(_widget.Finding(DateOutsidePeriod, datesOutside, "the date of a point lies outside the period asked for"));
        }

        foreach (var rule in _figures.WidgetRules)
        {
            if (!rule.Holds(_sums))
            {
                _broken.Add(rule.Name, rule, point: null, rule.Describe(_sums));
            }
        }

        _broken.Report(_widget, list);
        list.History?.Add(_widget, lines, _figures.Growing.Where(figure => _sums.TimesOf(figure) > 0).ToDictionary(figure => figure.Name, figure => _sums[figure]));
    }

    private void Look(Figure figure, double value)
    {
        foreach (var rule in ValueRules)
        {
            if (!rule.Holds(figure, value) && !_broken.TryCount(rule.Name, figure))
            {
                _broken.Add(rule.Name, figure, _index, rule.Describe(figure, value));
            }
        }

        if (figure.Index >= 0)
        {
            _point.Add(figure, value);
            _sums.Add(figure, value);
        }
    }

    private static Figure? Percentage(bool isPercentage) => isPercentage ? Figure.Any(FigureKind.Percentage) : null;

    private static bool TryRead(JsonCursor cursor, JsonSpan value, out double number, out bool isPercentage)
    {
        (number, isPercentage) = (0, false);
        if (value.Kind is not (JsonValueKind.Number or JsonValueKind.String) || !cursor.TryGetText(value, out var text))
        {
            return false;
        }

        if (value.Kind == JsonValueKind.String)
        {
            isPercentage = text.Contains((byte)'%');
            if (!NumberText.TryFind(text, out text))
            {
                return false;
            }
        }

        return Utf8Parser.TryParse(text, out number, out var length) && length == text.Length;
    }
}
