using Keepnet.Export.Companies;
using Keepnet.Export.Runs;
using Keepnet.Export.Storage;
using Keepnet.Simulator;

namespace Keepnet.Export.Tests.Support;

/// <summary>What must hold of a store after a run has ended, whatever happened on the way.</summary>
internal static class Wholeness
{
    /// <summary>
    /// The summary is complete and true, every company that lets its reseller in is there once, with one attempt that holds what
    /// the tenant has, and <c>latest.json</c> points to it.
    /// </summary>
    public static async Task HoldsAsync(IExportStore store, TenantData data, string runId)
    {
        var companies = data.Companies().Select(company => company.Id).ToList();
        var summary = await store.SummaryAsync(runId);
        var open = data.OpenCompanies().Select(company => company.Id).ToList();
        var closed = companies.Count - open.Count;
        Assert.Equal(new CompanyCounts { Expected = companies.Count, Succeeded = open.Count, Skipped = closed }, summary.Companies);
        Assert.Equal((true, closed), (summary.Complete, summary.Failures.Count));
        Assert.Equal((companies.Count, Roster.Hash(companies)), (summary.Roster!.Count, summary.Roster.Sha256));

        var last = (await store.JournalAsync(runId)).GroupBy(entry => entry.CompanyId).ToDictionary(group => group.Key, group => group.Last());
        foreach (var id in open)
        {
            // Holds also that the folder has exactly what the manifest lists: one attempt.
            await Truth.HoldsAsync(store, data, (await store.ManifestAsync(id, runId))!);
            Assert.Equal(runId, (await store.LatestAsync(id))!.RunId);
            Assert.Equal(ExportOutcome.Succeeded, last[id].Outcome);
        }

        var pointers = (await store.PathsAsync("v1/exports")).Count(path => path.EndsWith("/latest.json", StringComparison.Ordinal));
        Assert.Equal((open.Count, companies.Count), (pointers, last.Count));
    }
}
