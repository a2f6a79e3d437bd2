using Keepnet.Api;
using Keepnet.Export.Companies;
using Keepnet.Export.Exporting.Privacy;
using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Exporting.Widgets;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Journal;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>
/// The isolation check of one run in this process: notices an answer that is the reseller's own or another company's (scope header
/// ignored, a proxy's cache, answers mixed up) before anything of it is published, and takes back what was published in error.
/// </summary>
internal sealed class RunIsolation(
    RunPlan plan, KeepnetClient client, Roster roster, RunJournal journal, ExportWithdrawal withdrawal, WidgetBatches batches) : IDisposable
{
    private readonly ClaimLedger _ledger = new();
    private readonly ResellerAnswers _reseller = new(client, batches);
    private readonly SemaphoreSlim _loading = new(1, 1);
    private RosterNames? _names;
    private volatile bool _isScopeHonoured;

    /// <summary>Raised after an export was taken back: its journal line, and what its outcome was before.</summary>
    public event Action<JournalEntry, ExportOutcome>? Withdrawn;

    /// <summary>To be filled with the answers of a company that is exported from scratch.</summary>
    public async Task<Fingerprints> BeginAsync(string companyId, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(cancellationToken);
        _ledger.Begin(companyId);
        return new Fingerprints(companyId, names, answer => _ledger.Claim(companyId, answer));
    }

    /// <summary>Why nothing of a company's answers may be published; null when they are its own.</summary>
    /// <exception cref="KeepnetApiException">Every call fails alike, or the API asked for a pause.</exception>
    public async Task<ExportFailure?> FindFailureAsync(ExportJob job, Fingerprints fingerprints, CancellationToken cancellationToken)
    {
        await _reseller.EnsureAsync(job.Period, cancellationToken);
        var look = new SecondLook(client, job);
        var probe = new ScopeProbe(await NamesAsync(cancellationToken), look);
        var review = new IsolationReview(job.CompanyId, fingerprints.Answers, _ledger, _reseller, look, probe) { ObjectAsync = ObjectAsync };
        return await review.FindFailureAsync(cancellationToken)
            ?? await FirstLookAsync(job.CompanyId, review, cancellationToken)
            ?? _ledger.ObjectionTo(job.CompanyId);
    }

    /// <summary>
    /// A company has published, and journalled it: from now on others may take it back, and the line that says so comes after its
    /// own. Returns that line when somebody objected before; null when the export stands.
    /// </summary>
    public async Task<JournalEntry?> PublishAsync(PublishedExport export) => _ledger.Publish(export) is { } objection
        ? await withdrawal.WithdrawAsync(plan, export, IsolationFailures.Withdrawn(objection))
        : null;

    /// <summary>
    /// What to journal of a published company's answers, for other processes of the run; null for nothing. Only where everything is
    /// stored anyway: a hash of what privacy takes out would tell of it.
    /// </summary>
    public IReadOnlyList<string>? MarksOf(Fingerprints fingerprints) =>
        plan.Privacy == PrivacyMode.Keep.ToSetting() ? AnswerMarks.Write(fingerprints.Marks) : null;

    public void Dispose()
    {
        _reseller.Dispose();
        _loading.Dispose();
    }

    // With nothing of the reseller's own to compare with, the first company is compared with a few others.
    private async Task<ExportFailure?> FirstLookAsync(string companyId, IsolationReview review, CancellationToken cancellationToken)
    {
        if (_isScopeHonoured || _reseller.CompanyId is not null)
        {
            return null;
        }

        var isIgnored = await review.IsScopeIgnoredAsync(cancellationToken);
        _isScopeHonoured = isIgnored == false;
        return isIgnored == true ? IsolationFailures.ScopeIgnored(companyId) : null;
    }

    private async Task ObjectAsync(string companyId, ExportFailure failure)
    {
        if (_ledger.Object(companyId, failure) is not { } published)
        {
            return;
        }

        try
        {
            var entry = await withdrawal.WithdrawAsync(plan, published, IsolationFailures.Withdrawn(failure));
            Withdrawn?.Invoke(entry, published.Outcome);
        }
        catch
        {
            // Whoever comes next to the same conclusion must find that it still stands.
            _ledger.Restore(published);
            throw;
        }
    }

    private async Task<RosterNames> NamesAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _names) is { } known)
        {
            return known;
        }

        await _loading.WaitAsync(cancellationToken);
        try
        {
            var names = _names ?? await LoadAsync(cancellationToken);
            Volatile.Write(ref _names, names);
            return names;
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<RosterNames> LoadAsync(CancellationToken cancellationToken)
    {
        await foreach (var entry in journal.ReadAsync(plan.RunId, cancellationToken))
        {
            _ledger.Remember(entry);
        }

        return await RosterNames.LoadAsync(roster, plan, cancellationToken);
    }
}
