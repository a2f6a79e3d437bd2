using Keepnet.Api;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>The isolation check of one run in this process.</summary>
internal sealed class RunIsolation(KeepnetClient client, int batchSize) : IDisposable
{
    private readonly IsolationGuard _guard = new();
    private ResellerAnswers? _reseller;

    /// <summary>Whose answers a company was given; null when they are its own.</summary>
    public async Task<string?> FindOtherOwnerAsync(ExportJob job, Fingerprints fingerprints, CancellationToken cancellationToken)
    {
        var reseller = LazyInitializer.EnsureInitialized(ref _reseller, () => new ResellerAnswers(client, _guard, batchSize));
        await reseller.EnsureAsync(job.Period, cancellationToken);
        return _guard.FindOtherOwner(job.CompanyId, fingerprints);
    }

    public void Dispose() => _reseller?.Dispose();
}
