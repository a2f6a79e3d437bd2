using System.Globalization;
using Keepnet.Export.Exporting.Checks;
using Keepnet.Export.Exporting.Manifests;

namespace Keepnet.Export.Runs.Census;

/// <summary>
/// A company with an active licence does not have the very same figures for two weeks in a window that moves with the days. Only
/// the run knows which licences are active, so this is told in the summary.
/// </summary>
internal static class StandstillRule
{
    public const string Name = "unchanged";

    private const int Days = 14;

    /// <summary>Null when the rule holds.</summary>
    public static CheckFinding? FindWrong(ExportManifest manifest, bool licenceExpired)
    {
        var age = manifest.StartedAt - manifest.UnchangedSince;
        var isExpected = licenceExpired || manifest.Period.From is not null || manifest.Widgets.Returned <= manifest.Widgets.Empty;
        return isExpected || !(age >= TimeSpan.FromDays(Days)) ? null : new CheckFinding
        {
            Rule = Name,
            Message = string.Create(CultureInfo.InvariantCulture, $"All widgets have said the same since {manifest.UnchangedSince:yyyy-MM-dd}."),
        };
    }
}
