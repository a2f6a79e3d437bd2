using System.Globalization;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>Marks of answers as a journal holds them: 16 hex digits each.</summary>
internal static class AnswerMarks
{
    /// <returns>Null when there is none.</returns>
    public static IReadOnlyList<string>? Write(IEnumerable<ulong> marks) =>
        marks.Select(mark => mark.ToString("x16", CultureInfo.InvariantCulture)).ToList() is { Count: > 0 } texts ? texts : null;

    /// <summary>What is no mark is left out.</summary>
    public static IEnumerable<ulong> Read(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            if (ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var mark))
            {
                yield return mark;
            }
        }
    }
}
