using System.Buffers;
using System.Text.Json;
using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>
/// Copies one item token by token, byte for byte except where something is personal. Memory stays flat: one window of the
/// source, and one place per level of nesting.
/// </summary>
internal sealed class ItemRewriter : IDisposable
{
    private readonly JsonWindow _window;
    private readonly ArrayBufferWriter<byte> _output = new(JsonWindow.DefaultSize);
    private readonly PlaceTracker _places;
    private readonly TextRewriter _texts;
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = int.MaxValue });
    private int _copied;

    public ItemRewriter(JsonWindow window, PlaceTracker places, IReplacer replacer)
    {
        (_window, _places) = (window, places);
        _texts = new TextRewriter(replacer);
    }

    /// <summary>Values replaced, in whole or in part.</summary>
    public long Replaced { get; private set; }

    public void Run(Spool spool, CancellationToken cancellationToken)
    {
        for (var isLast = false; !isLast;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            isLast = _window.IsLast;
            var consumed = RewriteWindow();
            spool.Write(_output.WrittenSpan);
            _output.ResetWrittenCount();
            if (!isLast)
                _window.Advance(consumed);
        }
    }

    public void Dispose() => _window.Dispose();

    private int RewriteWindow()
    {
        var bytes = _window.Bytes;
        var reader = new Utf8JsonReader(bytes, _window.IsLast, _state);
        _copied = 0;
        while (reader.Read())
            Visit(ref reader, bytes);

        _state = reader.CurrentState;
        var consumed = _window.IsLast ? bytes.Length : (int)reader.BytesConsumed;
        CopyTo(bytes, consumed);
        return consumed;
    }

    private void Visit(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _places.Enter(reader.TokenType == JsonTokenType.StartArray, _window.Start + reader.TokenStartIndex);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _places.Leave();
                break;
            case JsonTokenType.PropertyName:
                VisitName(ref reader, bytes);
                break;
            case JsonTokenType.String:
                VisitText(ref reader, bytes);
                break;
            case JsonTokenType.Number:
                VisitNumber(ref reader, bytes);
                break;
        }
    }

    private void VisitName(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        var path = _places.Name(reader.ValueSpan);
        if (TextRewriter.MayHoldAddress(reader.ValueSpan))
            Replace(ref reader, bytes, _texts.RewriteName(reader.ValueSpan), path);
    }

    private void VisitText(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        var (place, field, path) = _places.Value();
        Replace(ref reader, bytes, _texts.RewriteValue(reader.ValueSpan, place, field), path);
    }

    private void VisitNumber(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        var (place, field, path) = _places.Value();
        if (PrivacyRules.KindOfNumber(place, field, reader.ValueSpan) is { } kind)
            Replace(ref reader, bytes, _texts.RewriteNumber(reader.ValueSpan, kind), path);
    }

    private void Replace(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> replacement, FieldPath path)
    {
        if (replacement.IsEmpty)
            return;

        var start = (int)reader.TokenStartIndex;
        var quotes = bytes[start] == '"' ? 2 : 0;
        CopyTo(bytes, start);
        _output.Write(replacement);
        _copied = start + reader.ValueSpan.Length + quotes;
        path.Count++;
        Replaced++;
    }

    private void CopyTo(ReadOnlySpan<byte> bytes, int end)
    {
        _output.Write(bytes[_copied..end]);
        _copied = end;
    }
}
