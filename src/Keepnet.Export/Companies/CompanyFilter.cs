using Keepnet.Api.Companies;
using Keepnet.Export.Runs;

namespace Keepnet.Export.Companies;

/// <summary>Decides which companies of a run are left out, and why.</summary>
internal sealed class CompanyFilter(CompanyFilters filters)
{
    private readonly HashSet<string> _exclude = new(filters.Exclude, StringComparer.Ordinal);
    private readonly HashSet<string> _tags = new(filters.Tags, StringComparer.OrdinalIgnoreCase);

    /// <summary>Why a company is left out; null when it is not.</summary>
    public string? ReasonToSkip(Company company)
    {
        if (_exclude.Contains(company.Id))
        {
            return "Left out by Export:Companies:Exclude.";
        }

        if (_tags.Count > 0 && !company.Tags.Any(_tags.Contains))
        {
            return "Left out by Export:Companies:Tags: it has none of the tags asked for.";
        }

        return filters.SkipExpiredLicences && company.LicenceExpired
            ? "Left out by Export:Companies:SkipExpiredLicences: its licence has expired."
            : null;
    }
}
