using Keepnet.Api;
using Keepnet.Api.Reports;
using Keepnet.Api.Transport;
using Keepnet.Export.Exporting.Widgets;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>The reseller's own answers, fetched once a run, so that an API that ignores the scope is noticed at the first company.</summary>
internal sealed class ResellerAnswers(KeepnetClient client, WidgetBatches batches) : IDisposable
{
    // The reseller's own company may be unreadable for good; then every further company would only lose time.
    private const int MostTries = 3;

    private readonly SemaphoreSlim _lock = new(1, 1);
    private readonly HashSet<(string Subject, ulong Hash)> _parts = [];
    private string? _companyId;
    private bool _known;
    private int _tries;

    /// <summary>The reseller's own company; null when the token does not say, or nothing of it can only be its own.</summary>
    public string? CompanyId
    {
        get
        {
            lock (_parts)
            {
                return _parts.Count > 0 ? _companyId : null;
            }
        }
    }

    /// <summary>Whether the answer, as far as it can only be one company's own, is what the reseller's own company is answered.</summary>
    public bool Has(AnswerPrint answer)
    {
        lock (_parts)
        {
            return answer.Weight > 0 && answer.Parts.All(part => part.Weight == 0 || _parts.Contains((part.Subject, part.Hash)));
        }
    }

    public async Task EnsureAsync(ReportPeriod period, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _known))
        {
            return;
        }

        await _lock.WaitAsync(cancellationToken);
        try
        {
            if (!_known)
            {
                var isWhole = await FetchAsync(period, cancellationToken);
                Volatile.Write(ref _known, isWhole || ++_tries == MostTries);
            }
        }
        finally
        {
            _lock.Release();
        }
    }

    public void Dispose() => _lock.Dispose();

    // False when there may be more to learn at the next company.
    private async Task<bool> FetchAsync(ReportPeriod period, CancellationToken cancellationToken)
    {
        var identity = await client.GetIdentityAsync(cancellationToken);
        if (string.IsNullOrWhiteSpace(identity.OwnCompanyId))
        {
            return true;
        }

        var scope = new CompanyScope(identity.OwnCompanyId, new CallStatistics());
        var fingerprints = new Fingerprints(identity.OwnCompanyId);
        IReadOnlyList<string> widgetIds = [];
        var reportFailure = await FailureOfAsync(async () =>
        {
            await using var reports = await client.SearchReportsAsync(scope, cancellationToken);
            fingerprints.AddReports(reports);
        });
        var catalogueFailure = await FailureOfAsync(async () =>
        {
            await using var catalogue = await client.GetMetricsAsync(scope, cancellationToken);
            widgetIds = CatalogueReader.Read(catalogue.Source, catalogue.Items[0]).WidgetIds;
        });
        foreach (var (batch, _) in batches.Of(widgetIds))
        {
            if (await FailureOfAsync(() => WidgetsAsync(scope, batch, period, fingerprints, cancellationToken)) is not null)
            {
                await SinglyAsync(scope, batch, period, fingerprints, cancellationToken);
            }
        }

        Keep(identity.OwnCompanyId, fingerprints);
        return reportFailure?.Next != NextStep.TryLater && catalogueFailure?.Next != NextStep.TryLater;
    }

    private async Task SinglyAsync(
        CompanyScope scope, string[] ids, ReportPeriod period, Fingerprints fingerprints, CancellationToken cancellationToken)
    {
        foreach (var id in ids.Length > 1 ? ids : [])
        {
            await FailureOfAsync(() => WidgetsAsync(scope, [id], period, fingerprints, cancellationToken));
        }
    }

    private async Task WidgetsAsync(
        CompanyScope scope, string[] ids, ReportPeriod period, Fingerprints fingerprints, CancellationToken cancellationToken)
    {
        await using var answer = await client.GetWidgetDatasAsync(scope, ids, period, cancellationToken);
        foreach (var widget in answer.Items)
        {
            fingerprints.AddWidget(answer.Source, widget);
        }

        fingerprints.EndWidgets(ids);
    }

    private void Keep(string companyId, Fingerprints fingerprints)
    {
        lock (_parts)
        {
            _companyId = companyId;
            _parts.UnionWith(fingerprints.Answers.SelectMany(answer => answer.Parts).Where(part => part.Weight > 0).Select(part => (part.Subject, part.Hash)));
        }
    }

    // What the reseller's own company refuses for good cannot be mistaken for a customer's. Only what concerns every call
    // alike is left to the caller: credentials to mend, a pause the API asked for.
    private static async Task<KeepnetApiException?> FailureOfAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (KeepnetApiException exception) when (exception.Next != NextStep.FixSettings && exception.Failure != KeepnetFailure.Throttled)
        {
            return exception;
        }
    }
}
