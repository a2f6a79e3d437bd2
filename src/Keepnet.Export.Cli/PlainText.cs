namespace Keepnet.Export.Cli;

/// <summary>Text from elsewhere, made safe to show: a company's name must not move the cursor.</summary>
internal static class PlainText
{
    public static string Of(string text) =>
        text.Any(IsUnsafe) ? string.Concat(text.Select(character => IsUnsafe(character) ? '\uFFFD' : character)) : text;

    // Control characters, other line ends, and those that turn the direction of writing.
    private static bool IsUnsafe(char character) =>
        char.IsControl(character)
        || character is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
