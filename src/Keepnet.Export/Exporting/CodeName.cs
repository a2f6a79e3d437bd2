namespace Keepnet.Export.Exporting;

/// <summary>Tells names of code from texts that could hold anything: only the former have a place outside an attempt's files.</summary>
internal static class CodeName
{
    private const int Longest = 100;

    public static bool Is(string? text) =>
        text is { Length: > 0 and <= Longest } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
}
