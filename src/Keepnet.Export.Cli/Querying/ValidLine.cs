using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Keepnet.Export.Cli.Querying;

/// <summary>
/// A line of JSON with valid Unicode. The API's words are stored as sent, half a character (<c>\ud83d</c> alone) included,
/// which JSON allows and the query engine refuses; it reads them as U+FFFD, like everyone who shows them.
/// </summary>
internal static class ValidLine
{
    private const int EscapeLength = 6;

    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> line)
    {
        var valid = Utf8.IsValid(line.Span) ? line : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line.Span));
        return valid.Span.IndexOf("\\u"u8) < 0 ? valid : WithWholeCharacters(valid);
    }

    private static ReadOnlyMemory<byte> WithWholeCharacters(ReadOnlyMemory<byte> line)
    {
        byte[]? copy = null;
        var text = line.Span;
        for (var i = text.IndexOf((byte)'\\'); i >= 0 && i < text.Length; i = Next(text, i))
        {
            if (UnitAt(text, i) is not { } unit || !char.IsSurrogate(unit))
            {
                i += 1;
            }
            else if (char.IsHighSurrogate(unit) && UnitAt(text, i + EscapeLength) is { } low && char.IsLowSurrogate(low))
            {
                i += (2 * EscapeLength) - 1;
            }
            else
            {
                "fffd"u8.CopyTo((copy ??= line.ToArray()).AsSpan(i + 2));
                i += EscapeLength - 1;
            }
        }

        return copy ?? line;
    }

    private static int Next(ReadOnlySpan<byte> text, int position)
    {
        var next = position + 1 < text.Length ? text[(position + 1)..].IndexOf((byte)'\\') : -1;
        return next < 0 ? -1 : position + 1 + next;
    }

    private static char? UnitAt(ReadOnlySpan<byte> text, int position) =>
        position + EscapeLength <= text.Length && text[position] == '\\' && text[position + 1] == 'u'
        && ushort.TryParse(text.Slice(position + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
