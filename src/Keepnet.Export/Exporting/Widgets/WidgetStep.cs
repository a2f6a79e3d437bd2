using Keepnet.Api;
using Keepnet.Api.Json;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Exporting.Privacy;

namespace Keepnet.Export.Exporting.Widgets;

/// <summary>
/// Fetches a company's widgets in batches. The API promises neither order nor completeness of a batch, nor that one bad id
/// leaves the others alone: answers are matched by id, and whatever a batch does not answer is asked for alone.
/// </summary>
internal sealed class WidgetStep(KeepnetClient client, WidgetBatches batches)
{
    /// <exception cref="KeepnetApiException">The company should be tried again later, or not at all.</exception>
    public async Task RunAsync(CompanyExport export, CancellationToken cancellationToken)
    {
        var pending = new HashSet<string>(export.WidgetIds, StringComparer.Ordinal);
        try
        {
            await FetchAsync(export, pending, cancellationToken);
        }
        catch (KeepnetApiException exception) when (exception.Next == NextStep.TryLater && export.Job.IsFinal(exception.RetryAfter))
        {
            Fail(export, export.WidgetIds.Where(pending.Contains), exception);
        }
    }

    private async Task FetchAsync(CompanyExport export, HashSet<string> pending, CancellationToken cancellationToken)
    {
        await using var calls = new CallsAhead<WidgetBatch>(
            batches.Of(export.WidgetIds), (batch, token) => AskAsync(export, batch.Ids, token), cancellationToken);
        var alone = new SingleWidgets();
        while (calls.TryNext(out var batch, out var answering))
        {
            var ids = batch.Ids;
            var missing = ids.Length > 1 ? await BatchAsync(export, ids, answering, alone.AreAllForbidden, cancellationToken) : ids;
            pending.ExceptWith(ids.Except(missing));
            foreach (var id in missing)
            {
                var failure = await SingleAsync(
                    export, id, ids.Length > 1 ? AskAsync(export, [id], cancellationToken) : answering, cancellationToken);
                pending.Remove(id);
                alone.End(id, failure, batch.IsSuspect);
            }
        }

        alone.TellOf(batches);
    }

    private Task<JsonAnswer> AskAsync(CompanyExport export, string[] ids, CancellationToken cancellationToken) =>
        client.GetWidgetDatasAsync(export.Scope, ids, export.Job.Period, cancellationToken);

    /// <summary>Writes what a batch answers; returns the ids to ask for alone.</summary>
    /// <remarks>A forbidden batch may hold one forbidden widget; where each of another batch was forbidden, it is the call that is.</remarks>
    private static async Task<IReadOnlyList<string>> BatchAsync(
        CompanyExport export, string[] ids, Task<JsonAnswer> answering, bool isCallForbidden, CancellationToken cancellationToken)
    {
        try
        {
            await using var answer = await answering;
            var missing = new HashSet<string>(ids, StringComparer.Ordinal);
            foreach (var widget in answer.Items)
            {
                if (widget.ResourceId is { } id && missing.Remove(id))
                {
                    await WriteAsync(export, answer, widget, cancellationToken);
                }
                else if (!string.IsNullOrWhiteSpace(widget.ResourceId))
                {
                    WarnOfOther(export, widget.ResourceId, wasAskedFor: ids.Contains(widget.ResourceId));
                }
            }

            export.Fingerprints.EndWidgets(ids);
            return [.. ids.Where(missing.Contains)];
        }
        catch (KeepnetApiException exception) when (exception.Failure == KeepnetFailure.Forbidden && isCallForbidden)
        {
            Fail(export, ids, exception);
            return [];
        }
        catch (KeepnetApiException exception) when (IsAboutTheBatch(exception))
        {
            return ids;
        }
    }

    /// <summary>Writes one widget, or notes why not; returns the failure of the call, if it failed.</summary>
    private static async Task<KeepnetApiException?> SingleAsync(
        CompanyExport export, string id, Task<JsonAnswer> answering, CancellationToken cancellationToken)
    {
        try
        {
            await using var answer = await answering;
            if (Match(export, answer, id) is { } widget)
            {
                await WriteAsync(export, answer, widget with { ResourceId = id }, cancellationToken);
                export.Fingerprints.EndWidgets([id]);
            }
            else
            {
                export.FailedWidgets.Add(new FailedWidget(id, FailureCodes.NotFound, NotAnswered(export.Job.CompanyId, id)));
            }

            return null;
        }
        catch (KeepnetApiException exception) when (IsAboutTheBatch(exception))
        {
            Fail(export, [id], exception);
            return exception;
        }
    }

    private static string NotAnswered(string companyId, string id) =>
        $"POST /api/executive-report/get-widget-datas for company {companyId} succeeded but answered nothing for widget {id}. "
        + "It may have been deleted meanwhile, so it is left out; a new run asks anew.";

    // An answer to a single id belongs to that id, whatever id it carries.
    private static JsonItem? Match(CompanyExport export, JsonAnswer answer, string id)
    {
        var widget = answer.Items.FirstOrDefault(item => item.ResourceId == id);
        if (widget is null && answer.Items is [{ IsObject: true } only])
        {
            export.Warn($"The answer for widget {id} carries {(string.IsNullOrWhiteSpace(only.ResourceId) ? "no id" : $"the id {only.ResourceId}")}.");
            return only;
        }

        foreach (var other in answer.Items.Where(item => item != widget && !string.IsNullOrWhiteSpace(item.ResourceId)))
        {
            WarnOfOther(export, other.ResourceId!, wasAskedFor: other.ResourceId == id);
        }

        return widget;
    }

    private static void WarnOfOther(CompanyExport export, string id, bool wasAskedFor) => export.Warn(wasAskedFor
        ? $"Widget {id} came twice in one answer; the first is kept."
        : $"Widget {id} came without being asked for and is left out.");

    private static async Task WriteAsync(CompanyExport export, JsonAnswer answer, JsonItem widget, CancellationToken cancellationToken)
    {
        export.Fingerprints.AddWidget(answer.Source, widget);
        export.Drift.ObserveWidget(answer.Source, widget);
        var linesBefore = export.Flattener.MetricLines + export.Flattener.TableLines;
        await export.WriteAsync(PrivacySubject.Widget, answer.Source, widget, cancellationToken);
        export.ReturnedWidgets++;
        export.EmptyWidgets += export.Flattener.MetricLines + export.Flattener.TableLines == linesBefore ? 1 : 0;
    }

    private static void Fail(CompanyExport export, IEnumerable<string> ids, KeepnetApiException exception)
    {
        var failure = ExportFailure.Of(exception);
        export.FailedWidgets.AddRange(ids.Select(id => new FailedWidget(id, failure.Code, failure.Reason)));
    }

    private static bool IsAboutTheBatch(KeepnetApiException exception) => exception.Failure
        is KeepnetFailure.InvalidRequest or KeepnetFailure.Forbidden or KeepnetFailure.NotFound or KeepnetFailure.Unavailable or KeepnetFailure.Protocol;
}
