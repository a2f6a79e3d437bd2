using Keepnet.Api;
using Keepnet.Export.Exporting;
using Keepnet.Export.Exporting.Isolation;
using Keepnet.Export.Exporting.Privacy;
using Keepnet.Export.Runs.Closing;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;
using Keepnet.Export.Telemetry;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Runs.Execution;

/// <summary>Does whole runs in this process: plan, work, close. The embedded engine behind the command line.</summary>
public sealed partial class LocalRunner
{
    private readonly KeepnetClient _client;
    private readonly IExportStore _store;
    private readonly RunJournal _journal;
    private readonly RunInterruptions _interruptions;
    private readonly RunPlanner _planner;
    private readonly LocalWorkers _workers;
    private readonly RunCloser _closer;
    private readonly RunIsolationFactory _isolation;
    private readonly StorePatience _patience;
    private readonly ExportOptions _options;
    private readonly KeepnetApiOptions _api;
    private readonly TimeProvider _time;
    private readonly ILogger<LocalRunner> _logger;

    internal LocalRunner(
        KeepnetClient client,
        IExportStore store,
        RunPlanner planner,
        LocalWorkers workers,
        RunCloser closer,
        RunIsolationFactory isolation,
        StorePatience patience,
        ExportOptions options,
        KeepnetApiOptions api,
        TimeProvider time,
        ILogger<LocalRunner> logger)
    {
        (_client, _store, _planner, _workers, _closer, _isolation, _patience) = (client, store, planner, workers, closer, isolation, patience);
        (_options, _api, _time, _logger) = (options, api, time, logger);
        (_journal, _interruptions) = (new RunJournal(store), new RunInterruptions(store, time));
        Monitor = new RunMonitor(client.Statistics);
    }

    public RunMonitor Monitor { get; }

    /// <summary>Plans and does a run. Never throws for what happens on the way: the document tells.</summary>
    public Task<RunSummary> RunAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var account = new RunAccount(request.Period.ToString(), Monitor, _store, _time);
        return ObserveAsync(request.RunId, request.Trigger, account, () => BeginAsync(account, request, cancellationToken), cancellationToken);
    }

    /// <summary>Goes on with a run that was cut off: companies that its journal has are not touched again.</summary>
    public Task<RunSummary> ResumeAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var account = new RunAccount(plan.Period, Monitor, _store, _time);
        account.Resume(plan);
        return ObserveAsync(plan.RunId, plan.Trigger, account, () => GoOnAsync(account, plan, cancellationToken), cancellationToken);
    }

    // A run that is closed is told of by RunCloser, whoever closes it.
    private async Task<RunSummary> ObserveAsync(
        string runId, string trigger, RunAccount account, Func<Task<RunSummary>> runAsync, CancellationToken cancellationToken)
    {
        using var activity = ExportActivities.StartRun("export run", runId, trigger);
        var end = await EndAsync(account, runAsync, cancellationToken);
        if (end is { Outcome: RunOutcome.Stopped or RunOutcome.Canceled, Code: { } code, Reason: { } reason })
        {
            if (account.Plan is not null)
            {
                await _interruptions.AddAsync(runId, end.Outcome, code, account.Unjournalled);
            }

            RunEvents.LogUnfinished(_logger, runId, trigger, end.Outcome, new ExportFailure(code, reason));
        }

        ExportActivities.End(activity, end);
        return end;
    }

    private async Task<RunSummary> EndAsync(RunAccount account, Func<Task<RunSummary>> runAsync, CancellationToken cancellationToken)
    {
        try
        {
            await _store.CleanStagingAsync(cancellationToken);
            return await runAsync();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return account.Unfinished(RunOutcome.Canceled, new ExportFailure(FailureCodes.Canceled, "The run was interrupted."));
        }
        catch (Exception exception) when (exception is not InvalidSettingsException)
        {
            return account.Unfinished(RunOutcome.Stopped, ExportFailure.TryOf(exception) ?? Unexpected(exception));
        }
    }

    private ExportFailure Unexpected(Exception exception)
    {
        LogUnexpected(Unforeseen.Trace(exception));
        return ExportFailure.OfUnforeseen("The run could not go on", exception);
    }

    private async Task<RunSummary> BeginAsync(RunAccount account, RunRequest request, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        var plan = await _planner.PlanAsync(request, cancellationToken);
        account.Begin(plan);
        return await WorkAsync(account, plan, await RecallAsync(plan, cancellationToken), cancellationToken);
    }

    private async Task<RunSummary> GoOnAsync(RunAccount account, RunPlan plan, CancellationToken cancellationToken)
    {
        // Before anything else can fail, so that a run which cannot go on tells how far it had come.
        var before = await RecallAsync(plan, cancellationToken);
        await PrepareAsync(cancellationToken);
        return await WorkAsync(account, plan, before, cancellationToken);
    }

    // Says at once what would otherwise fail for every company: wrong credentials, a role that is not Reseller.
    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var identity = await _client.GetIdentityAsync(cancellationToken);
        if (ResellerRole.Objection(identity) is { } objection)
        {
            throw new KeepnetApiException(KeepnetFailure.NotReseller, "POST /connect/token", objection);
        }

        // Makes folders in the store: not before it is clear that there will be something to put there.
        _api.SpoolDirectory ??= _store.SpoolDirectory;
    }

    private async Task<JournalDigest> RecallAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var before = await _patience.WaitOutAsync(() => JournalDigest.ReadAsync(_journal, plan.RunId, cancellationToken), cancellationToken);
        Monitor.Recall(plan, before);
        return before;
    }

    private async Task<RunSummary> WorkAsync(RunAccount account, RunPlan plan, JournalDigest before, CancellationToken cancellationToken)
    {
        using var run = new RunContext(plan, _isolation);
        var failure = PrivacyObjection(plan) ?? await _workers.WorkAsync(run, before, Monitor, cancellationToken);
        if (failure is not null)
        {
            return account.Unfinished(RunOutcome.Stopped, failure);
        }

        var summary = await _patience.WaitOutAsync(() => _closer.TryCloseAsync(plan, account.Unjournalled, cancellationToken), cancellationToken)
            ?? throw new InvalidOperationException("A run ended although companies are without an outcome.");
        return account.Finished(summary);
    }

    // Half a run with personal data and half without would be worth nothing to those who rely on either.
    private ExportFailure? PrivacyObjection(RunPlan plan) => plan.Privacy == _options.Privacy.ToSetting()
        ? null
        : new ExportFailure(
            FailureCodes.InvalidSettings,
            $"The run was planned with Export:Privacy {plan.Privacy} and the setting is now {_options.Privacy.ToSetting()}; set it to {plan.Privacy}, or start a new run.");

    [LoggerMessage(LogLevel.Error, "The run ended with a failure that was not foreseen: {Trace}")]
    private partial void LogUnexpected(string trace);
}
