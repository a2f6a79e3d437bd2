using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Summaries;

namespace Keepnet.Export.Runs.Closing;

/// <summary>What a run as a whole should warn of.</summary>
internal static class RunWarnings
{
    private const int MaxNamed = 20;

    public static IReadOnlyList<string> Of(RunPlan plan, JournalDigest digest, TenantChecks? checks)
    {
        var warnings = new List<string>(plan.Warnings);
        if (plan.Expected == 0)
        {
            warnings.Add("The API lists no companies for these credentials; nothing was exported.");
        }

        AddMixedUp(plan, digest, warnings);

        if (checks is { Companies: > 0, Found: [var first, ..] })
        {
            var rules = string.Join(", ", checks.Rules.Select(rule => $"{rule.Key} {rule.Value}"));
            warnings.Add($"{checks.Companies} of {plan.Expected} companies have figures that look wrong ({rules}){Where(first)}; checks in the summary and in the manifests tell which.");
        }

        if (digest.CompaniesWithWarnings > 0)
        {
            warnings.Add($"{digest.CompaniesWithWarnings} of {plan.Expected} companies have warnings; their manifests tell which.");
        }

        return warnings;
    }

    private static void AddMixedUp(RunPlan plan, JournalDigest digest, List<string> warnings)
    {
        var mixedUp = digest.Failures.Values.Count(entry => entry.Code == FailureCodes.Isolation);
        if (mixedUp > 0)
        {
            warnings.Add($"ISOLATION: {mixedUp} of {plan.Expected} companies were answered with data that is not, or may not be, theirs; nothing of it is published. "
                + "The failures tell whose it is, as far as can be told. Report it to Keepnet.");
        }

        var withdrawn = digest.Failures.Values.Where(entry => entry.Withdrawn is not null).Select(entry => entry.CompanyId).Order(StringComparer.Ordinal).ToList();
        if (withdrawn.Count > 0)
        {
            warnings.Add($"ISOLATION: exports of {withdrawn.Count} companies had been published and were withdrawn; whoever has read them must discard them: {string.Join(", ", withdrawn.Take(MaxNamed))}{(withdrawn.Count > MaxNamed ? ", …" : "")}.");
        }
    }

    private static string Where(CheckCount first) =>
        first.WidgetId is null ? "" : $", most of them in widget {first.WidgetId}{(first.WidgetType is null ? "" : $" ({first.WidgetType})")}";
}
