using System.Text.RegularExpressions;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>Tells texts that are only numbers, per cents, ranges, dates, times or yes and no: they say nothing of anybody.</summary>
internal static partial class Figures
{
    private const int Longest = 40;

    // Digits a number written with a plus sign may have before it is taken for a phone number.
    private const int MostDigitsAfterPlus = 6;

    public static bool IsFigure(ReadOnlySpan<char> value)
    {
        var text = value.Trim();
        return text.IsEmpty || (text.Length <= Longest
            && (IsNumber(text) || Range.IsMatch(text) || Date.IsMatch(text) || Word.IsMatch(text)));
    }

    private static bool IsNumber(ReadOnlySpan<char> text) =>
        Number.IsMatch(text) && (text[0] != '+' || text.Length <= MostDigitsAfterPlus + 1);

    // No leading zeros: those are codes and phone numbers.
    [GeneratedRegex("""
        \A[+-]?(?:
          (?:0|[1-9][0-9]*)(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]+)?
        | [1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?
        | [1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?
        )\s?%?\z
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Number { get; }

    [GeneratedRegex("""\A(?:[0-9]{1,3}\s?[-–/]\s?[0-9]{1,3}|[<>≤≥]\s?[0-9]{1,6}|[0-9]{1,6}\+)\s?%?\z""")]
    private static partial Regex Range { get; }

    [GeneratedRegex("""
        \A(?:
          (?:[0-9]{4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2})?|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4})
          (?:[T\ ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:\ ?[AaPp][Mm])?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?
        | [0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?
        )\z
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Date { get; }

    [GeneratedRegex("""\A(?:true|false|yes|no|n/a|null|[-–—.?]+)\z""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word { get; }
}
