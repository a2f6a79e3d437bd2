using Keepnet.Api.Companies;
using Keepnet.Export.Companies;
using Keepnet.Export.Exporting.Manifests;

namespace Keepnet.Export.Runs.Census;

/// <summary>What is counted across the companies of a run while their manifests pass by.</summary>
internal sealed class RunCensus
{
    private readonly HashSet<string> _expired = new(StringComparer.Ordinal);

    public DriftCensus Drift { get; } = new();

    public CheckCensus Checks { get; } = new();

    /// <summary>The companies of a run that ends: not before, because many a look finds companies without an outcome.</summary>
    public static async Task<RunCensus> TakeAsync(Roster roster, string runId, CancellationToken cancellationToken)
    {
        var census = new RunCensus();
        await foreach (var planned in roster.ReadAsync(runId, cancellationToken).DistinctBy(planned => planned.Company.Id, StringComparer.Ordinal))
        {
            if (planned.IsListed)
            {
                census.Add(planned.Company);
            }
        }

        return census;
    }

    /// <summary>Counts a company as the API lists it.</summary>
    private void Add(Company company)
    {
        Drift.AddRow(company.Json);
        if (company.LicenceExpired)
        {
            _expired.Add(company.Id);
        }
    }

    /// <summary>Counts a company's export; the company was counted before.</summary>
    public void Add(ExportManifest manifest)
    {
        Drift.AddExport(manifest.Drift);
        if (manifest.Checks is { } findings)
        {
            var standstill = StandstillRule.FindWrong(manifest, _expired.Contains(manifest.CompanyId));
            Checks.Add(findings, standstill, manifest);
        }
    }
}
