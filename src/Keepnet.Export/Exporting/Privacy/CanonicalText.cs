using System.Globalization;
using System.Text;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>
/// One form for all spellings of a value: no white space around it, lower case, canonically decomposed with the marks of a
/// letter in the order of their numbers. The Turkish dotted capital and dotless small i count as i, as systems that do
/// not know Turkish write them.
/// </summary>
internal static class CanonicalText
{
    public static string Of(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        if (Ascii.IsValid(value))
            return value.ToString().ToLowerInvariant();

        var text = new StringBuilder(value.Length);
        foreach (var character in value)
            Decompose(Fold(character), text);

        SortMarks(text);
        return text.ToString();
    }

    private static char Fold(char character) => character is 'İ' or 'ı' ? 'i' : char.ToLowerInvariant(character);

    private static void Decompose(char character, StringBuilder text)
    {
        if (character < 0x80)
        {
            text.Append(character);
        }
        else if (CanonicalPairs.Find(character) is { } pair)
        {
            Decompose(pair[0], text);
            Decompose(pair[1], text);
        }
        else if (character is >= '가' and <= '힣')
        {
            DecomposeHangul(character - '가', text);
        }
        else if (character != '\u0307' || text.Length == 0 || text[^1] != 'i')
        {
            // The dot above an i is how ICU lower-cases the Turkish capital: no letter of its own.
            text.Append(character);
        }
    }

    // Korean syllables are decomposed by arithmetic: 21 vowels with 28 endings each.
    private static void DecomposeHangul(int syllable, StringBuilder text)
    {
        text.Append((char)(0x1100 + (syllable / (21 * 28)))).Append((char)(0x1161 + (syllable / 28 % 21)));
        if (syllable % 28 is not 0 and var ending)
            text.Append((char)(0x11A7 + ending));
    }

    private static void SortMarks(StringBuilder text)
    {
        var characters = new char[text.Length];
        text.CopyTo(0, characters, text.Length);
        for (var start = 0; start < characters.Length; start++)
        {
            var end = start;
            while (end < characters.Length && IsMark(characters[end]))
                end++;

            if (end - start > 1)
                Array.Sort(characters, start, end - start);
            start = Math.Max(start, end - 1);
        }

        text.Clear().Append(characters);
    }

    private static bool IsMark(char character) =>
        character >= 0x300 && char.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark;
}
