using System.Globalization;
using Keepnet.Export.Runs.Summaries;

namespace Keepnet.Export.Cli.Display;

/// <summary>Where the API's answers differ from what is known of it, in one line.</summary>
internal static class DriftText
{
    public static string Of(TenantDrift drift)
    {
        var news = drift.Found.Where(finding => finding.IsNew).ToList();
        var known = string.Create(CultureInfo.InvariantCulture, $"{drift.Found.Count}{(drift.IsCut ? "+" : "")} {(drift.Found.Count == 1 ? "difference" : "differences")} from the documented API");
        return drift.ComparedWith is null ? known
            : news.Count == 0 ? $"{known}, none new"
            : string.Create(CultureInfo.InvariantCulture, $"{known}, {drift.New} new: {Describe(news[0])}{(drift.New > 1 ? ", …" : "")}");
    }

    private static string Describe(DriftFinding finding) =>
        string.Create(CultureInfo.InvariantCulture, $"{finding.Kind} {finding.Path} ({finding.Companies} of {finding.Of} companies)");
}
