using System.Globalization;
using Keepnet.Export.Runs;

namespace Keepnet.Export.Cli.Display;

/// <summary>How a run gets on, in figures.</summary>
internal static class FiguresText
{
    /// <param name="counts">Companies, those of earlier processes included.</param>
    /// <param name="doneHere">Companies that this process did.</param>
    /// <param name="bytes">Bytes that this process wrote.</param>
    /// <param name="elapsed">Time this process has spent.</param>
    public static string Of(CompanyCounts counts, int doneHere, long bytes, TimeSpan elapsed)
    {
        var rate = doneHere / Math.Max(elapsed.TotalSeconds, 0.1);
        var troubled = counts.Failed + counts.Partial > 0 ? $", {counts.Failed} failed, {counts.Partial} partial" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{counts.Done}/{counts.Expected}{troubled}, {rate:0.#}/s, {ByteText.Of(bytes)}{Left(counts.Expected - counts.Done, rate)}");
    }

    private static string Left(int companies, double rate)
    {
        if (companies == 0)
        {
            return "";
        }

        return rate > 0
            ? ", " + TimeSpan.FromSeconds(Math.Ceiling(companies / rate)).ToString("c", CultureInfo.InvariantCulture) + " left"
            : ", time left unknown";
    }
}
