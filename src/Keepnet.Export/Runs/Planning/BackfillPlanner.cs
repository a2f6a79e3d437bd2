using Keepnet.Api.Reports;
using Keepnet.Export.Exporting.Privacy;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Settings;

namespace Keepnet.Export.Runs.Planning;

/// <summary>Looks up which months of a backfill earlier runs have exported, so that a backfill can be started again.</summary>
public sealed class BackfillPlanner(RunCatalog runs, ExportOptions options)
{
    /// <summary>
    /// The months in the given order. The newest finished run of the same scope decides: when it succeeded the month is done,
    /// when it did not the month is exported again; a run of a backfill that was cut off since is resumed.
    /// </summary>
    /// <param name="months">Custom periods.</param>
    /// <param name="filters">The companies the backfill is about.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    public async Task<IReadOnlyList<BackfillMonth>> PlanAsync(
        IReadOnlyList<ReportPeriod> months, CompanyFilters filters, CancellationToken cancellationToken)
    {
        var open = months.ToDictionary(month => month.ToString(), month => new BackfillMonth { Period = month }, StringComparer.Ordinal);
        var decided = new Dictionary<string, BackfillMonth>(StringComparer.Ordinal);
        await foreach (var plan in runs.PlansAsync(cancellationToken))
        {
            if (!open.TryGetValue(plan.Period, out var month) || !IsSameScope(plan, month.Period, filters))
            {
                continue;
            }

            if (await runs.FindSummaryAsync(plan.RunId, cancellationToken) is { } summary)
            {
                open.Remove(plan.Period);
                decided[plan.Period] = summary.Outcome == RunOutcome.Succeeded ? new BackfillMonth { Period = month.Period, Finished = summary } : month;
            }
            else if (month.Unfinished is null && plan.Trigger == RunTrigger.Backfill)
            {
                open[plan.Period] = month with { Unfinished = plan };
            }
        }

        return [.. months.Select(month => decided.GetValueOrDefault(month.ToString()) ?? open[month.ToString()])];
    }

    // What was exported while the month still ran lacks its end.
    private bool IsSameScope(RunPlan plan, ReportPeriod month, CompanyFilters filters) =>
        DateOnly.FromDateTime(plan.RequestedAt.UtcDateTime) > month.To
        && plan.Privacy == options.Privacy.ToSetting()
        && plan.ReportDetails == options.ReportDetails
        && plan.Filters.Matches(filters);
}
