using Keepnet.Api.Reports;
using Keepnet.Export.Exporting.Manifests;

namespace Keepnet.Export.Exporting.Checks;

/// <summary>What is known of the widgets of an export for the next one, and how they compare with the previous one.</summary>
/// <param name="period">The window asked for.</param>
internal sealed class WidgetHistory(ReportPeriod period)
{
    private const string ThisYear = "ThisYear";

    private static readonly IHistoryRule[] Rules = [new EmptiedRule(), new FellRule()];

    private readonly Dictionary<string, (WidgetInHand Widget, WidgetDigest Digest)> _widgets = new(StringComparer.Ordinal);

    /// <summary>By widget id.</summary>
    public IReadOnlyList<WidgetDigest> Digest =>
        [.. _widgets.Values.Select(widget => widget.Digest).OrderBy(digest => digest.WidgetId, StringComparer.Ordinal)];

    // In a window that moves with the days, what is old drops out and counts fall.
    private bool KeepsTotals => period.From is not null || period.Name == ThisYear;

    /// <param name="widget">A widget's own answer; one of a saved report is passed over.</param>
    /// <param name="lines">Lines it made.</param>
    /// <param name="totals">What its counts add up to that can only grow.</param>
    public void Add(WidgetInHand widget, long lines, IReadOnlyDictionary<string, double> totals)
    {
        if (widget is { Id: { } id, ReportId: null })
        {
            _widgets[id] = (widget, new WidgetDigest { WidgetId = id, Lines = lines, Totals = KeepsTotals && totals.Count > 0 ? totals : null });
        }
    }

    /// <param name="previous">The previous export of the same company and period.</param>
    /// <param name="now">When this one began.</param>
    /// <param name="list">Takes what looks wrong.</param>
    public void CompareWith(ExportManifest previous, DateTimeOffset now, CheckList list)
    {
        // A new year begins with nothing.
        if (period.Name == ThisYear && previous.StartedAt.UtcDateTime.Year != now.UtcDateTime.Year)
        {
            return;
        }

        foreach (var before in previous.Digest ?? [])
        {
            if (_widgets.TryGetValue(before.WidgetId, out var found))
            {
                Compare(before, found.Digest, found.Widget, list);
            }
        }
    }

    private static void Compare(WidgetDigest before, WidgetDigest now, WidgetInHand widget, CheckList list)
    {
        foreach (var rule in Rules)
        {
            if (rule.FindWrong(before, now) is { } wrong)
            {
                list.Add(widget.Finding(rule.Name, 1, wrong));
            }
        }
    }
}
