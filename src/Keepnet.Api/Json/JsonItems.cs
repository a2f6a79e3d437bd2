using System.Text.Json;

namespace Keepnet.Api.Json;

/// <summary>Looks into values of a source without loading them: lazily, one after the other, with a small buffer.</summary>
public static class JsonItems
{
    /// <summary>The elements of the array at this place, in order; none when the value is no array.</summary>
    public static IEnumerable<JsonRange> Elements(IJsonSource source, long offset, long length)
    {
        using var reader = new JsonSourceReader(source, offset, length);
        if (!reader.Read() || reader.Token.TokenType != JsonTokenType.StartArray)
        {
            yield break;
        }

        while (reader.Read() && reader.Token.TokenType != JsonTokenType.EndArray)
        {
            yield return ReadValue(reader);
        }
    }

    /// <inheritdoc cref="Elements(IJsonSource, long, long)"/>
    public static IEnumerable<JsonRange> Elements(IJsonSource source, JsonRange array) => Elements(source, array.Offset, array.Length);

    /// <summary>
    /// The properties of the object at this place, in order, repeated names included; none when the value is no object.
    /// A name that is no valid text (an escape for half a character) comes as it was sent.
    /// </summary>
    public static IEnumerable<JsonMember> Members(IJsonSource source, long offset, long length)
    {
        using var reader = new JsonSourceReader(source, offset, length);
        if (!reader.Read() || reader.Token.TokenType != JsonTokenType.StartObject)
        {
            yield break;
        }

        while (reader.Read() && reader.Token.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.Token.GetText() ?? JsonText.Decode(reader.Token.Raw, isEscaped: false)!;
            reader.Read();
            yield return new JsonMember(name, ReadValue(reader));
        }
    }

    /// <inheritdoc cref="Members(IJsonSource, long, long)"/>
    public static IEnumerable<JsonMember> Members(IJsonSource source, JsonRange value) => Members(source, value.Offset, value.Length);

    /// <inheritdoc cref="Members(IJsonSource, long, long)"/>
    public static IEnumerable<JsonMember> Members(IJsonSource source, JsonItem item) => Members(source, item.Offset, item.Length);

    /// <summary>The whole text of a value; meant for values known to be small.</summary>
    /// <exception cref="JsonLimitException">It is longer than <paramref name="maxBytes"/>.</exception>
    public static byte[] ReadBytes(IJsonSource source, JsonRange value, int maxBytes = JsonScanner.MaxTokenBytes)
    {
        if (value.Length > maxBytes)
        {
            throw new JsonLimitException($"A JSON value of {value.Length} bytes is longer than {maxBytes}");
        }

        var bytes = new byte[value.Length];
        for (var read = 0; read < bytes.Length;)
        {
            var count = source.Read(value.Offset + read, bytes.AsSpan(read));
            read += count > 0 ? count : throw new EndOfStreamException("The JSON source ends before the value does.");
        }

        return bytes;
    }

    /// <summary>The text of a string value, escapes resolved; null for any other value and for text with half a character.</summary>
    public static string? ReadString(IJsonSource source, JsonRange value) => value.Kind == JsonValueKind.String
        ? JsonText.Decode(ReadBytes(source, value), isEscaped: true)
        : null;

    internal static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        JsonTokenType.Null => JsonValueKind.Null,
        _ => JsonValueKind.Undefined,
    };

    private static JsonRange ReadValue(JsonSourceReader reader)
    {
        var (start, kind) = (reader.Token.TokenStart, KindOf(reader.Token.TokenType));
        return new JsonRange(start, reader.ReadToEndOfValue() - start, kind);
    }
}
