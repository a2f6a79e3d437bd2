using System.Text;
using System.Text.Json;
using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>Looks ahead in a widget, whose properties come in any order, for its type and, if that is unknown, its shape.</summary>
internal sealed class WidgetPeek
{
    // Depths inside the widget: its own properties, and those of an item of widgetDatas.
    private const int WidgetDepth = 1;
    private const int PointDepth = 3;

    private WidgetRules? _known;
    private bool _inPoints;
    private bool _hasPoints;
    private bool _hasDate;
    private bool _isTimeSeries = true;
    private Property _property;

    private enum Property
    {
        Other,
        WidgetType,
        Points,
        Date,
        Content,
    }

    /// <param name="source">Where the widget stands.</param>
    /// <param name="offset">Its first byte.</param>
    /// <param name="end">A byte at or after its end.</param>
    public static WidgetRules RulesAt(IJsonSource source, long offset, long end)
    {
        using var window = new JsonWindow(source, offset, end);
        var state = new JsonReaderState(new JsonReaderOptions { MaxDepth = int.MaxValue });
        var peek = new WidgetPeek();
        while (!peek.TryRead(window, ref state, out var consumed))
            window.Advance(consumed);

        return peek._known ?? (peek._hasPoints && peek._isTimeSeries ? WidgetRules.UnknownTimeSeries : WidgetRules.Unknown);
    }

    // False when more bytes are needed.
    private bool TryRead(JsonWindow window, ref JsonReaderState state, out int consumed)
    {
        var reader = new Utf8JsonReader(window.Bytes, window.IsLast, state);
        var isDone = false;
        while (!isDone && reader.Read())
        {
            Visit(ref reader);
            isDone = _known is not null || (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0);
        }

        (state, consumed) = (reader.CurrentState, (int)reader.BytesConsumed);
        return isDone;
    }

    private void Visit(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
            _property = PropertyOf(ref reader);
        else if (reader is { TokenType: JsonTokenType.StartObject, CurrentDepth: PointDepth - 1 } && _inPoints)
            (_hasPoints, _hasDate) = (true, false);
        else if (reader is { TokenType: JsonTokenType.EndObject, CurrentDepth: PointDepth - 1 } && _inPoints)
            _isTimeSeries &= _hasDate;
        else
            VisitValue(ref reader);
    }

    private void VisitValue(ref Utf8JsonReader reader)
    {
        switch (_property)
        {
            case Property.WidgetType when reader.TokenType == JsonTokenType.String:
                _known = WidgetRules.Find(Encoding.UTF8.GetString(reader.ValueSpan));
                break;
            case Property.Date:
                _hasDate |= reader.TokenType == JsonTokenType.String;
                break;
            case Property.Content:
                _isTimeSeries &= reader.TokenType == JsonTokenType.Null;
                break;
        }

        _property = Property.Other;
    }

    private Property PropertyOf(ref Utf8JsonReader reader)
    {
        if (reader.CurrentDepth == WidgetDepth)
        {
            _inPoints = Is(ref reader, "widgetDatas"u8);
            return Is(ref reader, "widgetType"u8) ? Property.WidgetType : _inPoints ? Property.Points : Property.Other;
        }

        if (reader.CurrentDepth != PointDepth || !_inPoints)
            return Property.Other;
        if (Is(ref reader, "date"u8))
            return Property.Date;

        return Is(ref reader, "dataObject"u8) || Is(ref reader, "tableValues"u8) ? Property.Content : Property.Other;
    }

    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(reader.ValueSpan, name);
}
