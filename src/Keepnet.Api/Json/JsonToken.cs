using System.Text.Json;

namespace Keepnet.Api.Json;

/// <summary>What a token is and where it lies; its text stays in the buffer.</summary>
/// <param name="Start">Offset of its first byte, the opening quote of a string.</param>
/// <param name="Length">Bytes of its text, a string's without its quotes.</param>
/// <param name="Depth">Arrays and objects around it.</param>
/// <param name="Type">What it is.</param>
/// <param name="IsEscaped">Whether a string or name contains escapes.</param>
internal readonly record struct JsonToken(long Start, int Length, int Depth, JsonTokenType Type, bool IsEscaped)
{
    public bool IsText => Type is JsonTokenType.String or JsonTokenType.PropertyName;

    public int RawLength => IsText ? Length + 2 : Length;

    public long End => Start + RawLength;

    /// <param name="reader">Stands on the token.</param>
    /// <param name="origin">Offset of the reader's first byte.</param>
    public static JsonToken Of(ref readonly Utf8JsonReader reader, long origin) => new(
        origin + reader.TokenStartIndex, reader.ValueSpan.Length, reader.CurrentDepth, reader.TokenType, reader.ValueIsEscaped);
}
