using System.Text;

namespace Keepnet.Export.Exporting.Checks;

/// <summary>What a name or label says of its value where the widget type says nothing.</summary>
internal static class FigureWords
{
    // Such a percentage may well be negative or above 100, such a count negative.
    private static readonly byte[][] Changes =
        Array.ConvertAll(["chang", "differ", "growth", "increas", "decreas", "delta", "trend"], Encoding.ASCII.GetBytes);

    /// <param name="name">UTF-8, unescaped or not.</param>
    /// <returns>Null when the name says nothing that a rule could use.</returns>
    public static FigureKind? KindOf(ReadOnlySpan<byte> name)
    {
        var kind = Find(name);
        if (kind is null)
        {
            return null;
        }

        foreach (var change in Changes)
        {
            if (Contains(name, change))
            {
                return null;
            }
        }

        return kind;
    }

    private static FigureKind? Find(ReadOnlySpan<byte> name)
    {
        if (name.Contains((byte)'%') || Contains(name, "percent"u8))
        {
            return FigureKind.Percentage;
        }

        if (EndsWith(name, "riskscore"u8) || EndsWith(name, "risk score"u8))
        {
            return FigureKind.RiskScore;
        }

        return EndsWith(name, "count"u8) && !EndsWith(name, "discount"u8) && !EndsWith(name, "account"u8) ? FigureKind.Count : null;
    }

    private static bool Contains(ReadOnlySpan<byte> name, ReadOnlySpan<byte> word)
    {
        for (; name.Length >= word.Length; name = name[1..])
        {
            if (Ascii.EqualsIgnoreCase(name[..word.Length], word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWith(ReadOnlySpan<byte> name, ReadOnlySpan<byte> word) =>
        name.Length >= word.Length && Ascii.EqualsIgnoreCase(name[^word.Length..], word);
}
