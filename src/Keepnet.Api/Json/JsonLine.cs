using System.Buffers;
using System.Text.Json;

namespace Keepnet.Api.Json;

/// <summary>Writes values on one line: white space between tokens goes, escapes and digits stay as sent.</summary>
public static class JsonLine
{
    public static void Write(IJsonSource source, JsonItem item, IBufferWriter<byte> output, string? leaveOut = null) =>
        Write(source, item.Offset, item.Length, output, leaveOut);

    /// <param name="source">Where the value lies.</param>
    /// <param name="offset">First byte of the value.</param>
    /// <param name="length">Bytes of the value.</param>
    /// <param name="output">Gets the line without a line end.</param>
    /// <param name="leaveOut">A property of the outermost object to leave out, any case; null for none.</param>
    public static void Write(IJsonSource source, long offset, long length, IBufferWriter<byte> output, string? leaveOut = null)
    {
        using var reader = new JsonSourceReader(source, offset, length);
        var token = reader.Token;
        var needsComma = false;
        while (reader.Read())
        {
            if (leaveOut is not null && token.TokenType == JsonTokenType.PropertyName && token.Depth == 1 && token.TextIs(leaveOut))
            {
                reader.Read();
                reader.ReadToEndOfValue();
                continue;
            }

            if (needsComma && token.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
            {
                output.Write(","u8);
            }

            output.Write(token.Raw);
            if (token.TokenType == JsonTokenType.PropertyName)
            {
                output.Write(":"u8);
            }

            needsComma = token.EndsValue;
        }
    }
}
