using Keepnet.Api;
using Keepnet.Api.Json;
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
using Keepnet.Export.Vault;
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
    private ApiCounts _plannedHere = new();

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
    public Task<RunSummary> RunAsync(RunRequest request, CancellationToken cancellationToken) =>
        ObserveAsync(request.RunId, request.Trigger, () => ReportAsync(request.Period.ToString(), null, token => PlanAsync(request, token), cancellationToken));

    /// <summary>Goes on with a run that was cut off: companies that its journal has are not touched again.</summary>
    public Task<RunSummary> ResumeAsync(RunPlan plan, CancellationToken cancellationToken) =>
        ObserveAsync(plan.RunId, plan.Trigger, () => ReportAsync(plan.Period, plan, _ => Task.FromResult(plan), cancellationToken));

    // A run that is closed is told of by RunCloser, whoever closes it.
    private async Task<RunSummary> ObserveAsync(string runId, string trigger, Func<Task<RunSummary>> runAsync)
    {
        using var activity = ExportActivities.StartRun("export run", runId, trigger);
        var summary = await runAsync();
        ExportActivities.End(activity, summary);
        if (summary is { Outcome: RunOutcome.Stopped or RunOutcome.Canceled, Code: { } code, Reason: { } reason })
        {
            RunEvents.LogUnfinished(_logger, runId, trigger, summary.Outcome, new ExportFailure(code, reason));
        }

        return summary;
    }

    private async Task<RunPlan> PlanAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var plan = await _planner.PlanAsync(request, cancellationToken);
        _plannedHere = plan.Api;
        return plan;
    }

    private async Task<RunSummary> ReportAsync(
        string period, RunPlan? known, Func<CancellationToken, Task<RunPlan>> planAsync, CancellationToken cancellationToken)
    {
        var progress = new RunInProgress(period, _time.GetTimestamp(), ApiCounts.Of(_client.Statistics)) { Plan = known };
        var end = await EndAsync(progress, planAsync, cancellationToken);
        if (end is { RunId: { } runId, Outcome: RunOutcome.Stopped or RunOutcome.Canceled, Code: { } code })
        {
            await _interruptions.AddAsync(runId, end.Outcome, code, Unjournalled(progress));
        }

        return end;
    }

    private async Task<RunSummary> EndAsync(
        RunInProgress progress, Func<CancellationToken, Task<RunPlan>> planAsync, CancellationToken cancellationToken)
    {
        try
        {
            await _store.CleanStagingAsync(cancellationToken);
            await RecallAsync(progress.Plan, cancellationToken);
            await CheckAccessAsync(cancellationToken);
            // Makes folders in the store: not before it is clear that there will be something to put there.
            _api.SpoolDirectory ??= _store.SpoolDirectory;
            progress.Plan = await planAsync(cancellationToken);
            if (PrivacyObjection(progress.Plan) is { } objection)
            {
                return Unfinished(progress, RunOutcome.Stopped, objection);
            }

            return await WorkAsync(progress, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Unfinished(progress, RunOutcome.Canceled, new ExportFailure(FailureCodes.Canceled, "The run was interrupted."));
        }
        catch (KeepnetApiException exception)
        {
            return Unfinished(progress, RunOutcome.Stopped, ExportFailure.Of(exception));
        }
        catch (StoreException exception)
        {
            return Unfinished(progress, RunOutcome.Stopped, ExportFailure.Of(exception));
        }
        catch (VaultException exception)
        {
            return Unfinished(progress, RunOutcome.Stopped, ExportFailure.Of(exception));
        }
        catch (SpoolException exception)
        {
            return Unfinished(progress, RunOutcome.Stopped, new ExportFailure(FailureCodes.Storage, $"{exception.Message} Make room there and start again."));
        }
        catch (Exception exception) when (exception is not InvalidSettingsException)
        {
            LogUnexpected(Unforeseen.Trace(exception));
            return Unfinished(progress, RunOutcome.Stopped, ExportFailure.OfUnforeseen("The run could not go on", exception));
        }
    }

    private async Task<RunSummary> WorkAsync(RunInProgress progress, CancellationToken cancellationToken)
    {
        using var run = new RunContext(progress.Plan!, _isolation);
        if (await _workers.WorkAsync(run, Monitor, cancellationToken) is { } failure)
        {
            return Unfinished(progress, RunOutcome.Stopped, failure);
        }

        var summary = await _patience.WaitOutAsync(() => _closer.TryCloseAsync(progress.Plan!, Unjournalled(progress), cancellationToken), cancellationToken)
            ?? throw new InvalidOperationException("A run ended although companies are without an outcome.");
        return ThisProcess(progress, summary with { Schema = null, StartedAt = null, FinishedAt = null, Roster = null, Complete = null });
    }

    // So that a run which cannot go on tells how far it had come.
    private async Task RecallAsync(RunPlan? plan, CancellationToken cancellationToken)
    {
        if (plan is not null)
        {
            var before = await _patience.WaitOutAsync(() => JournalDigest.ReadAsync(_journal, plan.RunId, cancellationToken), cancellationToken);
            Monitor.Recall(plan, before);
        }
    }

    // Says at once what would otherwise fail for every company: wrong credentials, a role that is not Reseller.
    private async Task CheckAccessAsync(CancellationToken cancellationToken)
    {
        var identity = await _client.GetIdentityAsync(cancellationToken);
        if (ResellerRole.Objection(identity) is { } objection)
        {
            throw new KeepnetApiException(KeepnetFailure.NotReseller, "POST /connect/token", objection);
        }
    }

    // Half a run with personal data and half without would be worth nothing to those who rely on either.
    private ExportFailure? PrivacyObjection(RunPlan plan) => plan.Privacy == _options.Privacy.ToSetting()
        ? null
        : new ExportFailure(
            FailureCodes.InvalidSettings,
            $"The run was planned with Export:Privacy {plan.Privacy} and the setting is now {_options.Privacy.ToSetting()}; set it to {plan.Privacy}, or start a new run.");

    // Tokens, the reseller's own answers: calls that belong to the run but to no company.
    private ApiCounts Unjournalled(RunInProgress progress) => SpentHere(progress) - _plannedHere - Monitor.Journalled;

    // The runs of a backfill share one client.
    private ApiCounts SpentHere(RunInProgress progress) => ApiCounts.Of(_client.Statistics) - progress.Before;

    private RunSummary Unfinished(RunInProgress progress, RunOutcome outcome, ExportFailure failure) => ThisProcess(progress, new RunSummary
    {
        RunId = progress.Plan?.RunId,
        Outcome = outcome,
        Code = failure.Code,
        Reason = failure.Reason,
        Period = progress.Period,
        Store = _store.Location,
        Companies = progress.Plan is null ? new CompanyCounts() : Monitor.Companies,
        Failures = Monitor.Failures,
        Warnings = progress.Plan?.Warnings ?? [],
    });

    private RunSummary ThisProcess(RunInProgress progress, RunSummary summary)
    {
        var api = SpentHere(progress);
        return summary with
        {
            ApiCalls = api.Calls,
            Retries = api.Retries,
            Throttled = api.Throttled,
            Bytes = Monitor.Bytes,
            Seconds = Math.Round(_time.GetElapsedTime(progress.StartedAt).TotalSeconds, 2),
        };
    }

    [LoggerMessage(LogLevel.Error, "The run ended with a failure that was not foreseen: {Trace}")]
    private partial void LogUnexpected(string trace);

    private sealed record RunInProgress(string Period, long StartedAt, ApiCounts Before)
    {
        public RunPlan? Plan { get; set; }
    }
}
