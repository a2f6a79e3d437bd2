using System.Buffers;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>Numbers in strings: plain decimals with a point, as JSON writes them, with or without a per cent sign.</summary>
internal static class NumberText
{
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);

    /// <summary>
    /// Finds the number in <paramref name="text"/>. No thousands separators, decimal commas, plus signs or exponents: <c>1,500</c>
    /// is one and a half here and fifteen hundred there. No leading zeros either: <c>007</c> names something.
    /// </summary>
    public static bool TryFind(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> number)
    {
        number = text.Trim(" \t\r\n"u8);
        if (number.EndsWith("%"u8))
        {
            number = number[..^1].TrimEnd((byte)' ');
        }
        else if (number.StartsWith("%"u8))
        {
            number = number[1..].TrimStart((byte)' ');
        }

        return IsDecimal(number);
    }

    private static bool IsDecimal(ReadOnlySpan<byte> number)
    {
        var unsigned = number.StartsWith("-"u8) ? number[1..] : number;
        var point = unsigned.IndexOf((byte)'.');
        return point < 0
            ? IsInteger(unsigned)
            : IsInteger(unsigned[..point]) && AreDigits(unsigned[(point + 1)..]);
    }

    private static bool IsInteger(ReadOnlySpan<byte> text) => AreDigits(text) && (text[0] != '0' || text.Length == 1);

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExcept(Digits);
}
