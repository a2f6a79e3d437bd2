using System.Globalization;
using Keepnet.Export.Runs;

namespace Keepnet.Export.Cli.Display;

/// <summary>Counts for people; what there is none of goes without saying.</summary>
internal static class CountsText
{
    public static string Of(CompanyCounts counts)
    {
        var open = counts.Expected - counts.Done;
        var parts = new[]
        {
            (counts.Succeeded, "succeeded"), (counts.Partial, "partial"), (counts.Skipped, "skipped"), (counts.Failed, "failed"), (open, "not yet done"),
        };
        var present = parts.Where(part => part.Item1 > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Item1} {part.Item2}")).ToList();
        return present.Count == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{counts.Expected}: {string.Join(", ", present)}");
    }

    public static string Companies(int count) => count == 1 ? "1 company" : string.Create(CultureInfo.InvariantCulture, $"{count} companies");
}
