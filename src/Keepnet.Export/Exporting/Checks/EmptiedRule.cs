using System.Globalization;

namespace Keepnet.Export.Exporting.Checks;

/// <summary>A widget that had data in the previous export has some now: a date the API misreads gives an empty answer, not an error.</summary>
internal sealed class EmptiedRule : IHistoryRule
{
    public string Name => "becameEmpty";

    public string? FindWrong(WidgetDigest before, WidgetDigest now) => before.Lines > 0 && now.Lines == 0
        ? string.Create(CultureInfo.InvariantCulture, $"holds nothing; the previous export had {before.Lines} {(before.Lines == 1 ? "line" : "lines")} of it")
        : null;
}
