using System.Globalization;
using System.Text.RegularExpressions;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>
/// Finds e-mail addresses in text, also where the at sign is written <c>%40</c>, <c>&amp;#64;</c> or <c>\u0040</c> (JSON
/// inside a string). Rather too much is taken for one than too little: <c>ida@host</c> counts. Time is linear in the text.
/// </summary>
internal static partial class EmailAddresses
{
    private const string Delimiters = "<>()[]{},;:\"\\/=?&|@＠﹫“”„‘«»";

    /// <summary>The next address that begins at or after <paramref name="from"/>.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, int from, out Range address)
    {
        var floor = from;
        foreach (var sign in AtSign.EnumerateMatches(text, from))
        {
            var start = LocalStart(text, floor, sign.Index);
            var end = DomainEnd(text, sign.Index + sign.Length);
            if (start < sign.Index && end > sign.Index + sign.Length)
            {
                address = start..end;
                return true;
            }

            floor = sign.Index + sign.Length;
        }

        address = default;
        return false;
    }

    /// <summary>True when the text is one address and nothing else but white space.</summary>
    public static bool IsAddress(ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim();
        return TryFind(trimmed, 0, out var address) && address.Equals(..trimmed.Length);
    }

    /// <summary>The address as it would be typed: <c>ida%40example.test</c> gives <c>ida@example.test</c>.</summary>
    public static ReadOnlySpan<char> Plain(ReadOnlySpan<char> address)
    {
        if (address.Contains('@') && !address.Contains('%'))
            return address;

        var signs = AtSign.EnumerateMatches(address);
        _ = signs.MoveNext();
        var local = address[..signs.Current.Index].ToString();
        var domain = address[(signs.Current.Index + signs.Current.Length)..];

        return $"{Uri.UnescapeDataString(local)}@{domain}";
    }

    private static int LocalStart(ReadOnlySpan<char> text, int floor, int sign)
    {
        var start = sign;
        if (start > floor && text[start - 1] == '"' && text[floor..(start - 1)].LastIndexOf('"') is >= 0 and var quote)
            return floor + quote;

        while (start > floor && IsAddressCharacter(text[start - 1]) && !EndsEscapedDelimiter(text[floor..start]))
            start--;
        start = SkipEscapeLetter(text, floor, start, sign);
        while (start < sign && text[start] is '\'' or '.' or '-')
            start++;

        return start;
    }

    private static int DomainEnd(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        if (end < text.Length && text[end] == '[')
            return text[end..].IndexOf(']') is > 1 and <= 64 and var bracket ? end + bracket + 1 : start;

        while (end < text.Length && IsDomainCharacter(text[end]))
            end++;
        while (end > start && text[end - 1] is '.' or '-')
            end--;

        // "precision@10" is no address; "ida@10.0.0.1" is.
        return text[start..end].ContainsAnyExceptInRange('0', '9') ? end : start;
    }

    private static bool IsAddressCharacter(char character) =>
        !char.IsWhiteSpace(character) && !char.IsControl(character) && !Delimiters.Contains(character, StringComparison.Ordinal);

    private static bool IsDomainCharacter(char character) =>
        char.IsLetterOrDigit(character) || char.IsSurrogate(character) || character is '.' or '-' or '_'
        || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // "to%3Dida%40example.test": an escaped delimiter ends the local part as a plain one does.
    private static bool EndsEscapedDelimiter(ReadOnlySpan<char> text) =>
        text is [.., '%', var high, var low]
        && byte.TryParse([high, low], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
        && !IsAddressCharacter((char)value);

    // In JSON inside a string, the n of "\nida@example.test" belongs to the line feed.
    private static int SkipEscapeLetter(ReadOnlySpan<char> text, int floor, int start, int sign)
    {
        var slashes = start - floor - text[floor..start].TrimEnd('\\').Length;
        if (slashes % 2 == 0 || start == sign || text.TrimStart() is not ['[' or '{', ..])
            return start;

        return Math.Min(sign, start + (text[start] switch { 'u' => 5, 'b' or 'f' or 'n' or 'r' or 't' => 1, _ => 0 }));
    }

    [GeneratedRegex("""[@＠﹫]|%(?:25)*40|&#0*64;|&#x0*40;|&commat;|\\u0040""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AtSign { get; }
}
