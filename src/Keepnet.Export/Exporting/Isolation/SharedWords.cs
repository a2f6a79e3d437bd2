using System.Buffers;
using System.Text;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>Words that name what companies share: averages of the sector, and what every company's chart is drawn with (bands of a gauge, classes of minutes).</summary>
internal static class SharedWords
{
    private const int LongestText = 256;

    private static readonly SearchValues<string> Words =
        SearchValues.Create(["industry", "benchmark", "avg", "bands", "range"], StringComparison.OrdinalIgnoreCase);

    /// <param name="text">UTF-8; a long one is content, no name.</param>
    public static bool AreIn(ReadOnlySpan<byte> text)
    {
        if (text.Length > LongestText)
        {
            return false;
        }

        Span<char> characters = stackalloc char[text.Length];
        return ((ReadOnlySpan<char>)characters[..Encoding.UTF8.GetChars(text, characters)]).ContainsAny(Words);
    }
}
