using System.Text;
using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>Knows where in an item the rewriter is.</summary>
internal sealed class PlaceTracker
{
    private const int ShortName = 128;
    private static readonly FieldName NoField = FieldName.Of("");

    private readonly Stack<Place> _places = [];
    private readonly IJsonSource _source;
    private readonly long _end;
    private readonly Place _outside;
    private (FieldPath Path, FieldName Field) _next;

    /// <param name="source">Where the item stands.</param>
    /// <param name="item">The item.</param>
    /// <param name="subject">What it is.</param>
    public PlaceTracker(IJsonSource source, JsonItem item, PrivacySubject subject)
    {
        (_source, _end) = (source, item.Offset + item.Length);
        var zone = subject == PrivacySubject.Widget ? Zone.Widget : Zone.Text;
        var rules = WidgetRules.Find(item.WidgetType) ?? WidgetRules.Unknown;
        Root = new FieldPath(RootName(subject));
        _outside = new Place(zone, Root, NoField, rules);
    }

    /// <summary>The path of the item itself.</summary>
    public FieldPath Root { get; }

    public void Enter(bool isArray, long offset)
    {
        var (parent, field, path) = Value();
        var zone = parent.IsArray || _places.Count == 0 ? parent.Zone : PrivacyRules.ZoneOf(parent, field);
        var isWidget = zone == Zone.Widget && !isArray;

        _places.Push(new Place(zone, path, field, isWidget && !parent.Rules.IsKnown ? RulesAt(offset) : parent.Rules)
        {
            IsArray = isArray,
            IsRoot = _places.Count == 0,
            Inherited = PrivacyRules.Inherit(parent, field),
        });
    }

    public void Leave() => _places.Pop();

    /// <summary>Takes a property name's raw bytes; returns the path of its value.</summary>
    public FieldPath Name(ReadOnlySpan<byte> raw)
    {
        var path = _places.Peek().Path;
        if (raw.Length <= ShortName && !raw.Contains((byte)'\\'))
        {
            Span<char> name = stackalloc char[ShortName];
            _next = path.Child(name[..Encoding.UTF8.GetChars(raw, name)]);
        }
        else
        {
            using var text = UnescapedText.Of(raw);
            _next = path.Child(text.Characters);
        }

        return _next.Path;
    }

    /// <summary>The place, name and path of the value that stands here.</summary>
    public (Place Place, FieldName Field, FieldPath Path) Value()
    {
        if (!_places.TryPeek(out var place))
            return (_outside, NoField, Root);

        return place.IsArray ? (place, place.Field, place.Path.Element) : (place, _next.Field, _next.Path);
    }

    private WidgetRules RulesAt(long offset) => WidgetPeek.RulesAt(_source, offset, _end);

    private static string RootName(PrivacySubject subject) => subject switch
    {
        PrivacySubject.Report => "reports[]",
        PrivacySubject.ReportDetail => "reportDetails[]",
        PrivacySubject.Widget => "widgets[]",
        _ => "companies[]",
    };
}
