using System.Globalization;
using Keepnet.Export.Exporting.Changes;

namespace Keepnet.Export.Cli.Display;

/// <summary>What a run found changed, for people; what there is none of goes without saying.</summary>
internal static class ChangesText
{
    public static string Of(RunChanges changes)
    {
        var parts = new[] { Part(changes.Widgets, "widgets"), Part(changes.Reports, "reports") }.Where(part => part.Length > 0);
        return string.Join("; ", parts.DefaultIfEmpty("0"));
    }

    private static string Part(ChangeCounts counts, string what)
    {
        var parts = new[]
        {
            (counts.New, "new"), (counts.Changed, "changed"), (counts.Same, "same"), (counts.Gone, "gone"), (counts.Unknown, "unknown"),
        };
        var present = parts.Where(part => part.Item1 > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Item1} {part.Item2}")).ToList();
        return present.Count == 0 ? "" : $"{what}: {string.Join(", ", present)}";
    }
}
