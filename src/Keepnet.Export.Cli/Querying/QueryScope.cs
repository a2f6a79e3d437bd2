using Keepnet.Export.Exporting.Changes;
using Keepnet.Export.Reading;

namespace Keepnet.Export.Cli.Querying;

/// <summary>What part of the store the views show.</summary>
/// <param name="CompanyId">One company, as the API spells it; null for all.</param>
/// <param name="Period">One period's folder name; null for all.</param>
internal sealed record QueryScope(string? CompanyId, string? Period)
{
    public bool Covers(StoredExport export) =>
        (CompanyId is null || export.Manifest.CompanyId == CompanyId) && (Period is null || export.Period == Period);

    public bool Covers(ChangeLine change) =>
        (CompanyId is null || change.CompanyId == CompanyId) && (Period is null || change.Period == Period);

    public bool Covers(ListedCompany listed) => CompanyId is null || listed.Company.Id == CompanyId;
}
