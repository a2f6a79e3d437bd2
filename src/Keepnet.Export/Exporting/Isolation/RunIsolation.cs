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
    private readonly CompanyTurns _turns = new();
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
    /// A company is about to publish. From now on whoever objects writes it into the journal at once, so that it is known even when
    /// this process dies in between. Why the company may not publish after all; null when it may.
    /// </summary>
    public ExportFailure? BeginPublishing(PublishedExport export) => _ledger.BeginPublishing(export);

    /// <summary>
    /// Whether an export may stand that another process published, perhaps without having time to journal it. False when it was
    /// withdrawn, or when another company was given the same: then the company must be asked again, and
    /// <see cref="EndAsync"/> takes the export back if nothing better comes of it.
    /// </summary>
    /// <param name="export">As its manifest tells.</param>
    /// <param name="marks">Of its answers, as its manifest has them.</param>
    /// <param name="isRedelivery">Whether somebody had the company's message before and may have died with it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> MayStandAsync(PublishedExport export, IReadOnlyList<string>? marks, bool isRedelivery, CancellationToken cancellationToken)
    {
        await NamesAsync(cancellationToken);
        var keys = AnswerMarks.Read(marks ?? []).ToList();
        if (isRedelivery || _ledger.IsSuspicious(export.CompanyId, keys))
        {
            await ReadJournalAsync(cancellationToken);
        }

        return _ledger.Adopt(export, keys);
    }

    /// <summary>Why an attempt of a company must not stay published; null when it may.</summary>
    public ExportFailure? ObjectionTo(string companyId, string attemptName) => _ledger.ObjectionTo(companyId, attemptName);

    /// <summary>
    /// Journals how a company ended, unless what it published must not stay: then that is taken back. Returns the line that was
    /// written. From then on others may take the export back, and the line that says so comes after this one.
    /// </summary>
    /// <param name="entry">How it ended.</param>
    /// <param name="attemptName">Of the export that stands in the store; null for none.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is written then.</param>
    public async Task<JournalEntry> EndAsync(JournalEntry entry, string? attemptName, CancellationToken cancellationToken)
    {
        using var turn = await _turns.TakeAsync(entry.CompanyId);
        var export = entry.Manifest is { } manifest ? PublishedExport.Of(entry, manifest) : null;
        if (export is not null && attemptName is not null && ObjectionTo(entry.CompanyId, attemptName) is { } objection)
        {
            return await withdrawal.WithdrawAsync(plan, export, IsolationFailures.Withdrawn(objection));
        }

        await journal.AppendAsync(plan.RunId, entry, cancellationToken);
        if (export is not null)
        {
            _ledger.Publish(export);
        }

        return entry;
    }

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
        using var turn = await _turns.TakeAsync(companyId);
        if (_ledger.Object(companyId, failure) is not { } published)
        {
            return;
        }

        try
        {
            await WithdrawAsync(published, IsolationFailures.Withdrawn(failure));
        }
        catch
        {
            // Whoever comes next to the same conclusion must find that it still stands.
            _ledger.Restore(published);
            throw;
        }
    }

    // Who is still publishing finds the objection at its end and removes what it has published; whoever comes after its death does.
    private async Task WithdrawAsync(PublishedExport export, ExportFailure failure)
    {
        if (export.Outcome is { } before)
        {
            var entry = await withdrawal.WithdrawAsync(plan, export, failure);
            Withdrawn?.Invoke(entry, before);
        }
        else
        {
            await withdrawal.AnnounceAsync(plan, export, failure);
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
        await ReadJournalAsync(cancellationToken);
        return await RosterNames.LoadAsync(roster, plan, cancellationToken);
    }

    private async Task ReadJournalAsync(CancellationToken cancellationToken)
    {
        await foreach (var entry in journal.ReadAsync(plan.RunId, cancellationToken))
        {
            _ledger.Remember(entry);
        }
    }
}
