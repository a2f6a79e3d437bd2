using Keepnet.Api;
using Keepnet.Api.Json;
using Keepnet.Export.Exporting.Privacy;
using Keepnet.Export.Exporting.Widgets;

namespace Keepnet.Export.Exporting;

/// <summary>Writes a company's reports and their details, and learns from them which widgets the company uses.</summary>
internal sealed class ReportStep(KeepnetClient client)
{
    /// <summary>Writes the reports; returns the ids of those whose details are wanted.</summary>
    /// <exception cref="KeepnetApiException">The reports could not be listed.</exception>
    public async Task<IReadOnlyList<string>> ListAsync(CompanyExport export, CancellationToken cancellationToken)
    {
        await using var answer = await client.SearchReportsAsync(export.Scope, cancellationToken);
        export.Fingerprints.AddReports(answer);
        var ids = new List<string>();
        foreach (var report in answer.Items)
        {
            export.Drift.ObserveReport(answer.Source, report);
            await export.WriteAsync(PrivacySubject.Report, answer.Source, report, cancellationToken);
            if (string.IsNullOrWhiteSpace(report.ResourceId))
            {
                export.Warn("A report has no id; its detail cannot be fetched.");
            }
            else
            {
                ids.Add(report.ResourceId);
            }
        }

        return export.Job.ReportDetails ? [.. ids.Distinct(StringComparer.Ordinal)] : [];
    }

    /// <summary>Writes the details of these reports.</summary>
    public async Task DetailsAsync(CompanyExport export, IReadOnlyList<string> reportIds, CancellationToken cancellationToken)
    {
        await using var calls = new CallsAhead<string>(
            reportIds, (id, token) => client.GetReportAsync(export.Scope, id, token), cancellationToken);
        while (calls.TryNext(out var reportId, out var answering))
        {
            await DetailAsync(export, reportId, answering, cancellationToken);
        }
    }

    private static async Task DetailAsync(
        CompanyExport export, string reportId, Task<JsonAnswer> answering, CancellationToken cancellationToken)
    {
        try
        {
            await using var answer = await answering;
            var detail = answer.Items[0];
            if (detail.ResourceId is { } other && other != reportId)
            {
                export.Warn($"The detail of report {reportId} came with the id {other}.");
            }

            export.Fingerprints.AddReport(answer.Source, detail, reportId);
            export.Drift.ObserveReportDetail(answer.Source, detail);
            await export.WriteAsync(PrivacySubject.ReportDetail, answer.Source, detail with { ResourceId = reportId }, cancellationToken);
            var layout = LayoutReader.Read(answer.Source, detail with { ResourceId = reportId });
            export.AddWidgets(layout.WidgetIds);
            foreach (var warning in layout.Warnings)
            {
                export.Warn(warning);
            }
        }
        catch (KeepnetApiException exception) when (exception.Failure == KeepnetFailure.NotFound)
        {
            export.Warn($"Report {reportId} was listed but is gone.");
        }
        catch (KeepnetApiException exception) when (CompanyExport.LosesOnePart(exception))
        {
            export.OtherFailure ??= ExportFailure.Of(exception);
            export.ReportContents.Miss(reportId);
            export.WidgetContents.IsWhole = false;
            export.Warn(exception.Message);
        }
    }
}
