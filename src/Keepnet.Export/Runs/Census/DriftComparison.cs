using Keepnet.Export.Runs.Summaries;

namespace Keepnet.Export.Runs.Census;

/// <summary>Compares the drift of a run with that of the previous run of all companies: what is new, and since when the rest is known.</summary>
/// <param name="plan">The run.</param>
/// <param name="previous">The summary of the previous run of all companies; null when there is none or nothing is to be compared.</param>
internal sealed class DriftComparison(RunPlan plan, RunSummary? previous)
{
    private const int MaxListed = 200;

    // Summaries of earlier versions have no drift to compare with.
    private readonly TenantDrift? _before = previous?.Drift;

    private readonly Dictionary<DriftKey, DriftFinding> _known = previous?.Drift?.Found.DistinctBy(finding => finding.Key).ToDictionary(finding => finding.Key) ?? [];

    /// <param name="census">What the run met.</param>
    /// <param name="unheard">Companies that have no export or not all of it: nobody knows what they would have shown.</param>
    public TenantDrift Summarize(DriftCensus census, int unheard)
    {
        var widgetTypes = census.WidgetTypes;
        var all = census.Findings.Select(Date).Concat(Vanished(widgetTypes, unheard)).ToList();
        return new TenantDrift
        {
            ComparedWith = _before is null ? null : previous!.RunId,
            New = all.Count(finding => finding.IsNew),
            Found = [.. all.OrderByDescending(finding => finding.IsNew).ThenByDescending(finding => finding.Companies).ThenBy(finding => finding.Key).Take(MaxListed)],
            IsCut = census.IsCut || all.Count > MaxListed,
            WidgetTypes = widgetTypes,
        };
    }

    private DriftFinding Date(DriftFinding finding)
    {
        if (_before is null)
        {
            return plan.Filters.IsAll ? finding with { Since = plan.RequestedAt } : finding;
        }

        // What is missing in a list that was cut may have been left out there.
        return _known.TryGetValue(finding.Key, out var known) ? finding with { Since = known.Since }
            : _before.IsCut ? finding
            : finding with { Since = plan.RequestedAt, IsNew = true };
    }

    private IEnumerable<DriftFinding> Vanished(IReadOnlyDictionary<string, int> widgetTypes, int unheard)
    {
        var here = new HashSet<string>(widgetTypes.Keys, StringComparer.OrdinalIgnoreCase);
        var before = _known.Values.Where(finding => finding.Kind == DriftKind.VanishedWidgetType && !here.Contains(finding.Path));
        var now = (_before?.WidgetTypes ?? new Dictionary<string, int>())
            .Where(type => !here.Contains(type.Key) && type.Value > unheard)
            .Select(type => new DriftFinding
            {
                Kind = DriftKind.VanishedWidgetType,
                Path = type.Key,
                Companies = type.Value,
                Of = previous!.Companies.Succeeded + previous.Companies.Partial,
                Since = plan.RequestedAt,
                IsNew = true,
            });
        return before.Select(finding => finding with { IsNew = false }).Concat(now);
    }
}
