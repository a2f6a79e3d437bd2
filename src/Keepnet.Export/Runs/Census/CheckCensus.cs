using Keepnet.Export.Exporting.Checks;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Runs.Summaries;

namespace Keepnet.Export.Runs.Census;

/// <summary>Counts the companies of a run whose figures look wrong, in limited memory. Not for several callers at once.</summary>
internal sealed class CheckCensus
{
    private const int MaxCounted = 1_000;
    private const int MaxListed = 100;

    private readonly BoundedTally<string> _rules = new(MaxCounted);
    private readonly BoundedTally<(string Rule, string? WidgetId, string? WidgetType)> _widgets = new(MaxCounted);
    private readonly List<UnchangedCompany> _unchanged = [];
    private bool _wasChecked;
    private int _companies;

    /// <summary>Null when no export was checked.</summary>
    public TenantChecks? Summary => !_wasChecked ? null : new TenantChecks
    {
        Companies = _companies,
        Rules = new SortedDictionary<string, int>(_rules.Counts.ToDictionary(), StringComparer.Ordinal),
        Found = [.. _widgets.Counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key.Rule, StringComparer.Ordinal).ThenBy(count => count.Key.WidgetId, StringComparer.Ordinal)
            .Take(MaxListed).Select(count => new CheckCount(count.Key.Rule, count.Key.WidgetId, count.Key.WidgetType, count.Value))],
        Unchanged = [.. _unchanged],
        IsCut = _widgets.IsCut || _widgets.Counts.Count() > MaxListed,
    };

    /// <summary>Counts a company's export.</summary>
    /// <param name="inManifest">The <c>checks</c> of its manifest.</param>
    /// <param name="standstill">That nothing in it has changed for too long; null when that is not so.</param>
    /// <param name="manifest">The export.</param>
    public void Add(IReadOnlyList<CheckFinding> inManifest, CheckFinding? standstill, ExportManifest manifest)
    {
        _wasChecked = true;
        IReadOnlyList<CheckFinding> findings = standstill is null ? inManifest : [.. inManifest, standstill];
        if (standstill is not null && _unchanged.Count < MaxListed && manifest.UnchangedSince is { } since)
        {
            _unchanged.Add(new UnchangedCompany(manifest.CompanyId, since));
        }

        _companies += findings.Count > 0 ? 1 : 0;
        foreach (var rule in findings.Select(finding => finding.Rule).Distinct(StringComparer.Ordinal))
        {
            _rules.Add(rule);
        }

        foreach (var widget in findings.Select(finding => (finding.Rule, finding.WidgetId, finding.WidgetType)).Distinct())
        {
            _widgets.Add(widget);
        }
    }
}
