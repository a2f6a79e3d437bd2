using System.Globalization;
using Keepnet.Api;
using Keepnet.Api.Companies;
using Keepnet.Api.Transport;
using Keepnet.Export.Companies;
using Keepnet.Export.Runs;

namespace Keepnet.Export.Diagnostics;

/// <summary>Looks for a company that a run would export, and asks for its reports.</summary>
internal sealed class CompanyCheck(KeepnetClient client, CompanyFilters filters)
{
    // A closed company says nothing of the credentials; several in a row say enough.
    private const int MostAsked = 3;

    private readonly CompanyFilter _filter = new(filters);
    private readonly List<Company> _open = [];
    private int _listed;
    private int _closed;

    /// <summary>Reads the list as far as it takes to find companies to try.</summary>
    public async Task<DoctorCheck> CheckListAsync(CancellationToken cancellationToken)
    {
        await foreach (var company in client.SearchCompaniesAsync(_ => { }, cancellationToken))
        {
            _listed++;
            _closed += company.PrivacyDurationId == 0 ? 1 : 0;
            if (company.PrivacyDurationId != 0 && IsWanted(company))
            {
                _open.Add(company);
            }

            if (_open.Count == MostAsked)
            {
                break;
            }
        }

        return _open.Count > 0 ? DoctorCheck.Fine("company list", "It can be read.") : DoctorCheck.Warn("company list", Emptiness());
    }

    /// <summary>Asks for the reports of the first company that is not closed after all.</summary>
    /// <exception cref="KeepnetApiException">They cannot be had, for a reason other than that company's own.</exception>
    public async Task<DoctorCheck> CheckReportsAsync(CancellationToken cancellationToken)
    {
        var passedOver = new List<string>();
        foreach (var company in _open)
        {
            try
            {
                await using var answer = await client.SearchReportsAsync(new CompanyScope(company.Id, new CallStatistics()), cancellationToken);
                return Found(company, answer.Items.Count, passedOver);
            }
            catch (KeepnetApiException exception) when (exception.Failure is KeepnetFailure.Privacy or KeepnetFailure.NotFound)
            {
                passedOver.Add(exception.Message);
            }
        }

        return passedOver.Count == 0
            ? DoctorCheck.NotMade("reports", "there is no open company")
            : DoctorCheck.Warn("reports", string.Join(' ', passedOver));
    }

    private static DoctorCheck Found(Company company, int reports, List<string> passedOver)
    {
        var found = string.Create(CultureInfo.InvariantCulture, $"Company {company.Id} has {reports} reports.");
        return passedOver.Count == 0 ? DoctorCheck.Fine("reports", found) : DoctorCheck.Warn("reports", $"{found} {string.Join(' ', passedOver)}");
    }

    private bool IsWanted(Company company) =>
        (filters.Include.Count == 0 || filters.Include.Contains(company.Id, StringComparer.Ordinal)) && _filter.ReasonToSkip(company) is null;

    private string Emptiness() => (_listed, _closed) switch
    {
        (0, _) => "It can be read but is empty, so a run would export nothing: make the REST API client in the company of the reseller that manages the customers.",
        var (listed, closed) when listed == closed =>
            "It can be read, but every company in it is closed to outside access, so a run would skip them all: ask them to open their accounts.",
        _ => "It can be read, but no open company passes Export:Companies, so a run would export nothing: check Include, Exclude, Tags and SkipExpiredLicences.",
    };
}
