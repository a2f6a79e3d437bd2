using Keepnet.Api;
using Keepnet.Api.Reports;
using Keepnet.Api.Transport;
using Keepnet.Export.Exporting.Widgets;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>The reseller's own answers, fetched once a run, so that an API that ignores the scope is noticed at the first company.</summary>
internal sealed class ResellerAnswers(KeepnetClient client, IsolationGuard guard, int batchSize) : IDisposable
{
    private readonly SemaphoreSlim _lock = new(1, 1);
    private bool _known;

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
                await FetchAsync(period, cancellationToken);
                Volatile.Write(ref _known, true);
            }
        }
        finally
        {
            _lock.Release();
        }
    }

    public void Dispose() => _lock.Dispose();

    private async Task FetchAsync(ReportPeriod period, CancellationToken cancellationToken)
    {
        var identity = await client.GetIdentityAsync(cancellationToken);
        if (string.IsNullOrWhiteSpace(identity.OwnCompanyId))
        {
            return;
        }

        var scope = new CompanyScope(identity.OwnCompanyId, new CallStatistics());
        var fingerprints = new Fingerprints();
        try
        {
            await FetchAsync(scope, period, fingerprints, cancellationToken);
        }
        catch (KeepnetApiException exception) when (exception.Next == NextStep.GiveUp)
        {
            // A reseller's own company may well have no reports or not be readable: then there is nothing to mistake for a customer's.
        }

        guard.AddReseller(identity.OwnCompanyId, fingerprints);
    }

    private async Task FetchAsync(CompanyScope scope, ReportPeriod period, Fingerprints fingerprints, CancellationToken cancellationToken)
    {
        await using (var reports = await client.SearchReportsAsync(scope, cancellationToken))
        {
            fingerprints.AddReports(reports);
        }

        await using var catalogue = await client.GetMetricsAsync(scope, cancellationToken);
        foreach (var batch in CatalogueReader.Read(catalogue.Source, catalogue.Items[0]).WidgetIds.Chunk(batchSize))
        {
            await using var answer = await client.GetWidgetDatasAsync(scope, batch, period, cancellationToken);
            foreach (var widget in answer.Items)
            {
                fingerprints.AddWidget(answer.Source, widget);
            }

            fingerprints.EndAnswer();
        }
    }
}
