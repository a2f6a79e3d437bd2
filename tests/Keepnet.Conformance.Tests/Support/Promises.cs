using System.Text;
using Keepnet.Export;
using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Runs;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Conformance.Tests.Support;

/// <summary>What every run keeps to, whatever the server did. Checked after each run of the suite.</summary>
internal static class Promises
{
    public static async Task HoldAsync(Run run, Exporter exporter, LogRecorder logs)
    {
        TheEndIsTold(run);
        if (run.Document.Outcome is RunOutcome.Stopped or RunOutcome.Canceled)
        {
            Assert.Null(run.Summary);
        }
        else
        {
            EveryCompanyIsAccountedForOnce(run);
        }

        EveryExportIsWholeAndLatest(run);
        NoSecretShows(run, logs);
        CompaniesAreNamedWhereTheyMustBe(run);
        Assert.DoesNotContain(run.Paths, path => path.StartsWith("v1/.staging/", StringComparison.Ordinal));
        var report = await exporter.VerifyAsync();
        Assert.True(report.Intact, string.Join(" | ", report.Problems));
    }

    private static void TheEndIsTold(Run run)
    {
        var (document, isOrderly) = (run.Document, run.Document.Outcome is not (RunOutcome.Stopped or RunOutcome.Canceled));
        Assert.Equal(isOrderly, document.Code is null && document.Reason is null);
        Assert.DoesNotContain("fault of this program", document.Reason ?? "", StringComparison.Ordinal);
        Assert.All(document.Failures, failure => Assert.DoesNotContain("fault of this program", failure.Reason ?? "", StringComparison.Ordinal));
        Assert.All(document.Failures, failure => Assert.True(failure.Outcome == ExportOutcome.Skipped || failure.Code is not null));
        Assert.All(document.Failures, failure => Assert.NotEmpty(failure.Reason!));
    }

    private static void EveryCompanyIsAccountedForOnce(Run run)
    {
        var summary = run.Summary!;
        Assert.True(summary.Complete);
        Assert.Equal((run.Document.RunId, run.Document.Outcome), (summary.RunId, summary.Outcome));
        Assert.Equal(run.Document.Companies, summary.Companies);
        Assert.Equal(summary.Companies.Expected, summary.Companies.Done);
        Assert.Equal(summary.Companies.Expected, summary.Roster!.Count);
        Assert.Equal(summary.Companies.Expected, run.Journal.Count);
        var unsuccessful = run.Journal.Values.Where(entry => entry.Outcome != ExportOutcome.Succeeded).Select(entry => entry.CompanyId);
        Assert.Equal(unsuccessful.Order(StringComparer.Ordinal), summary.Failures.Select(failure => failure.CompanyId));
    }

    private static void EveryExportIsWholeAndLatest(Run run)
    {
        foreach (var entry in run.Journal.Values)
        {
            var isExported = entry.Outcome is ExportOutcome.Succeeded or ExportOutcome.Partial;
            Assert.Equal(isExported, entry.Manifest is not null);
            Assert.Equal(isExported, run.Manifests.ContainsKey(entry.CompanyId));
        }

        foreach (var (company, manifest) in run.Manifests)
        {
            var entry = run.Journal[company];
            var path = entry.Manifest!;
            var folder = path[..path.LastIndexOf("/run_id=", StringComparison.Ordinal)];
            var latest = ExportJson.Read<LatestPointer>(Encoding.UTF8.GetBytes(run.Text($"{folder}/latest.json")));
            Assert.Equal((entry.Outcome, company, path), (manifest.Outcome, manifest.CompanyId, latest.Manifest));
            Assert.Equal(manifest.Widgets.Requested, manifest.Widgets.Returned + manifest.Widgets.Failed.Count);
        }

        var listed = run.Journal.Values.Select(entry => entry.Manifest).OfType<string>();
        var ofThisRun = run.Paths.Where(path => path.EndsWith($"/run_id={run.Document.RunId}/manifest.json", StringComparison.Ordinal));
        Assert.Equal(listed.Order(StringComparer.Ordinal), ofThisRun.Order(StringComparer.Ordinal));
    }

    private static void NoSecretShows(Run run, LogRecorder logs)
    {
        var text = new StringBuilder().AppendJoin('\n', logs.Lines).AppendJoin('\n', run.Paths.Select(run.Text));
        var said = text.Append(Encoding.UTF8.GetString(ExportJson.Document(run.Document))).ToString();
        Assert.DoesNotContain(Bench.Secret, said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Uri.EscapeDataString(Bench.Secret), said, StringComparison.OrdinalIgnoreCase);

        // What every JSON web token begins with.
        Assert.DoesNotContain("eyJ", said, StringComparison.Ordinal);
    }

    private static void CompaniesAreNamedWhereTheyMustBe(Run run)
    {
        foreach (var request in run.Requests.Where(request => request.Call != Call.Token))
        {
            Assert.StartsWith("Bearer ", request.Authorization!, StringComparison.Ordinal);
            Assert.True(request.Call == Call.Other || request.Call == Call.Companies == request.Company is null);
            Assert.True(request.Method == "GET" || request.Headers.GetValueOrDefault("Content-Type") == "application/json");
        }
    }
}
