using Keepnet.Api;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>Asks once more what somebody was answered, for the same or another company; each question once.</summary>
/// <param name="client">Asks.</param>
/// <param name="job">The company in doubt, with which the calls are counted.</param>
internal sealed class SecondLook(KeepnetClient client, ExportJob job)
{
    private readonly Dictionary<(AnswerCall Call, string CompanyId), AnswerPrint?> _known = [];

    /// <summary>What the company is answered now; null when it cannot be had.</summary>
    /// <exception cref="KeepnetApiException">Every call fails alike, or the API asked for a pause.</exception>
    public async Task<AnswerPrint?> AskAsync(AnswerCall call, string companyId, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue((call, companyId), out var print))
        {
            print = await TryAskAsync(call, job.ScopeOf(companyId), cancellationToken);
            _known[(call, companyId)] = print;
        }

        return print;
    }

    /// <summary>
    /// What another company is answered to the question that led to an answer; of widgets only the heaviest when it lacks others.
    /// </summary>
    public async Task<AnswerPrint?> AskOtherAsync(AnswerPrint answer, string companyId, CancellationToken cancellationToken)
    {
        if (await AskAsync(answer.Call, companyId, cancellationToken) is { } whole)
        {
            return whole;
        }

        return answer.Call is { Kind: AnswerKind.Widgets, Ids.Count: > 1 }
            ? await AskAsync(AnswerCall.Widgets([answer.Parts.MaxBy(part => part.Weight).Subject]), companyId, cancellationToken)
            : null;
    }

    private async Task<AnswerPrint?> TryAskAsync(AnswerCall call, CompanyScope scope, CancellationToken cancellationToken)
    {
        try
        {
            var prints = new Fingerprints(scope.CompanyId);
            await (call.Kind switch
            {
                AnswerKind.Reports => ReportsAsync(prints, scope, cancellationToken),
                AnswerKind.Report => ReportAsync(prints, scope, call.Ids[0], cancellationToken),
                _ => WidgetsAsync(prints, scope, call.Ids, cancellationToken),
            });
            return prints.Answers.Count > 0 ? prints.Answers[0] : new AnswerPrint(call, []);
        }
        catch (KeepnetApiException exception) when (exception.Next != NextStep.FixSettings && exception.Failure != KeepnetFailure.Throttled)
        {
            return null;
        }
    }

    private async Task ReportsAsync(Fingerprints prints, CompanyScope scope, CancellationToken cancellationToken)
    {
        await using var answer = await client.SearchReportsAsync(scope, cancellationToken);
        prints.AddReports(answer);
    }

    private async Task ReportAsync(Fingerprints prints, CompanyScope scope, string id, CancellationToken cancellationToken)
    {
        await using var answer = await client.GetReportAsync(scope, id, cancellationToken);
        prints.AddReport(answer.Source, answer.Items[0], id);
    }

    private async Task WidgetsAsync(Fingerprints prints, CompanyScope scope, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        await using var answer = await client.GetWidgetDatasAsync(scope, ids, job.Period, cancellationToken);
        foreach (var widget in answer.Items)
        {
            // As the first look took it: an answer to a single id belongs to that id, whatever id it carries.
            prints.AddWidget(answer.Source, answer.Items is [_] && ids is [var id] ? widget with { ResourceId = id } : widget);
        }

        prints.EndWidgets(ids);
    }
}
