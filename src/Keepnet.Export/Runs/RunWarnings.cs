namespace Keepnet.Export.Runs;

/// <summary>What a run as a whole should warn of.</summary>
internal static class RunWarnings
{
    public static IReadOnlyList<string> Of(RunPlan plan, JournalDigest digest, TenantChecks? checks)
    {
        var warnings = new List<string>(plan.Warnings);
        if (plan.Expected == 0)
        {
            warnings.Add("The API lists no companies for these credentials; nothing was exported.");
        }

        var mixedUp = digest.Failures.Values.Count(entry => entry.Code == FailureCodes.Isolation);
        if (mixedUp > 0)
        {
            warnings.Add($"{mixedUp} of {plan.Expected} companies were answered with data that is not theirs; nothing of it is published.");
        }

        if (checks is { Companies: > 0, Found: [var first, ..] })
        {
            var rules = string.Join(", ", checks.Rules.Select(rule => $"{rule.Key} {rule.Value}"));
            warnings.Add($"{checks.Companies} of {plan.Expected} companies have figures that look wrong ({rules}), most of them in widget {first.WidgetId ?? "-"} ({first.WidgetType ?? "no type"}); checks in the summary and in the manifests tell which.");
        }

        if (digest.CompaniesWithWarnings > 0)
        {
            warnings.Add($"{digest.CompaniesWithWarnings} of {plan.Expected} companies have warnings; their manifests tell which.");
        }

        return warnings;
    }
}
