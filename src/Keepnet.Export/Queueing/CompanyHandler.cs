using Keepnet.Api;
using Keepnet.Api.Reports;
using Keepnet.Export.Exporting;
using Keepnet.Export.Exporting.Attempts;
using Keepnet.Export.Exporting.Isolation;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;
using Keepnet.Export.Telemetry;
using Keepnet.Export.Vault;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Queueing;

/// <summary>
/// Does the work of one message: looks at what the run has already published, exports the company if need be, writes the
/// journal line, and says what should happen to the message. Handling a message twice changes nothing a reader can see.
/// </summary>
internal sealed partial class CompanyHandler
{
    private static readonly Func<ILogger, string, string, IDisposable?> LogScope =
        LoggerMessage.DefineScope<string, string>("run {RunId}, company {CompanyId}");

    private readonly CompanyExporter _exporter;
    private readonly StorePatience _patience;
    private readonly DeliveryBudget _budget;
    private readonly TimeProvider _time;
    private readonly ExportTelemetry _telemetry;
    private readonly ILogger<CompanyHandler> _logger;

    public CompanyHandler(
        CompanyExporter exporter, StorePatience patience, ExportOptions options, TimeProvider time, ExportTelemetry telemetry,
        ILogger<CompanyHandler> logger)
    {
        (_exporter, _patience) = (exporter, patience);
        (_budget, _time, _telemetry, _logger) = (new DeliveryBudget(options, time), time, telemetry, logger);
    }

    public Task<Handling> HandleAsync(ExportMessage message, Delivery delivery, RunContext run, CancellationToken cancellationToken) =>
        _telemetry.ObserveAsync(message, delivery, () => HandleUnobservedAsync(message, delivery, run, cancellationToken));

    private async Task<Handling> HandleUnobservedAsync(ExportMessage message, Delivery delivery, RunContext run, CancellationToken cancellationToken)
    {
        using var scope = LogScope(_logger, message.RunId, message.CompanyId);
        var startedAt = _time.GetUtcNow();
        try
        {
            var job = JobOf(message, delivery, run, startedAt);
            var result = await ExportOrFailAsync(job, delivery, run, cancellationToken);
            return await SettleAsync(job, delivery, startedAt, result, run, cancellationToken);
        }
        catch (Exception exception) when (exception is not StoreException { StopsRun: false } && ExportFailure.TryOf(exception) is { } failure)
        {
            return new Handling.Stopped(failure);
        }
    }

    // Failures become results, except those that only a person can mend: they stop the run.
    private async Task<CompanyResult> ExportOrFailAsync(ExportJob job, Delivery delivery, RunContext run, CancellationToken cancellationToken)
    {
        try
        {
            return await ExportAsync(job, delivery, run, cancellationToken);
        }
        catch (Exception exception) when (exception is KeepnetApiException { Next: not NextStep.FixSettings } or StoreException { StopsRun: false } or VaultException { IsPassing: true })
        {
            var isClosed = exception is KeepnetApiException { Failure: KeepnetFailure.Privacy };
            return Nothing(isClosed ? ExportOutcome.Skipped : ExportOutcome.Failed, ExportFailure.TryOf(exception)!);
        }
        catch (Exception exception) when (ExportFailure.TryOf(exception) is null && !cancellationToken.IsCancellationRequested)
        {
            // A fault of ours must cost this company's export only, and be seen.
            LogUnexpected(Unforeseen.Trace(exception));
            return Nothing(ExportOutcome.Failed, ExportFailure.OfUnforeseen($"The answers for company {job.CompanyId} could not be worked on", exception));
        }
    }

    private async Task<CompanyResult> ExportAsync(ExportJob job, Delivery delivery, RunContext run, CancellationToken cancellationToken)
    {
        var existing = await _exporter.FindExistingAsync(job, cancellationToken);
        if (existing is null)
        {
            return await _exporter.ExportAsync(job, run.Isolation, null, cancellationToken);
        }

        // Only a later attempt than the one that wrote the partial export is a wish to have it again; a copy that was put off is none.
        var isRetry = existing.Outcome == ExportOutcome.Partial && AttemptName.NumberOf(existing.Manifest!.Attempt) < job.WishedAttempt;
        if (isRetry || !await MayStandAsync(existing, job, delivery, run, cancellationToken))
        {
            return await _exporter.ExportAsync(job, run.Isolation, existing.Version, cancellationToken);
        }

        await _exporter.PointToAsync(job, existing, cancellationToken);
        return existing;
    }

    private static Task<bool> MayStandAsync(
        CompanyResult existing, ExportJob job, Delivery delivery, RunContext run, CancellationToken cancellationToken)
    {
        var export = PublishedExport.Of(job, existing.ManifestPath!, existing.Manifest!.Attempt);
        return run.Isolation.MayStandAsync(export, existing.Manifest.Marks, delivery.Number > 1, cancellationToken);
    }

    private async Task<Handling> SettleAsync(
        ExportJob job, Delivery delivery, DateTimeOffset startedAt, CompanyResult result, RunContext run, CancellationToken cancellationToken)
    {
        if (result is { Outcome: ExportOutcome.Failed, Failure: { IsPassing: true } passing } && _budget.AllowsAnother(delivery, passing))
        {
            LogLater(passing.Reason);
            return new Handling.Later(_budget.DelayOf(delivery, passing), passing, passing.Code != FailureCodes.Throttled && !passing.IsStoreOutage);
        }

        var standing = await _patience.WaitOutAsync(() => FindStandingAsync(result, job, run, cancellationToken), cancellationToken);
        var entry = JournalEntry.Of(job, standing ?? result, startedAt, _time.GetUtcNow());
        var attemptName = (standing ?? result).Manifest?.Attempt;
        entry = await _patience.WaitOutAsync(() => run.Isolation.EndAsync(entry, attemptName, cancellationToken), cancellationToken);
        if (entry is { Withdrawn: not null, Code: { } code, Reason: { } reason })
        {
            return new Handling.DeadLettered(entry, new ExportFailure(code, reason));
        }

        if (result is { Outcome: ExportOutcome.Failed, Failure: { } final })
        {
            LogFailed(final.Code, final.Reason);
        }

        if (entry.Outcome == ExportOutcome.Failed && result.Failure is { } failure)
        {
            return new Handling.DeadLettered(entry, failure);
        }

        LogEnded(entry.Outcome, entry.Bytes);
        return new Handling.Completed(entry, result.WasThere);
    }

    // An attempt that comes to nothing takes nothing back: what an earlier one, or another worker meanwhile, published stands and
    // is what the journal tells.
    private async Task<CompanyResult?> FindStandingAsync(
        CompanyResult result, ExportJob job, RunContext run, CancellationToken cancellationToken)
    {
        try
        {
            if (result.Manifest is not null || await _exporter.FindExistingAsync(job, cancellationToken) is not { } standing)
            {
                return null;
            }

            if (run.Isolation.ObjectionTo(job.CompanyId, standing.Manifest!.Attempt) is null)
            {
                await _exporter.PointToAsync(job, standing, cancellationToken);
            }

            return standing with { Version = null };
        }
        catch (StoreException exception) when (!exception.IsPassing && !exception.IsStoreWide)
        {
            // It is damaged, which is what the company fails of.
            return null;
        }
    }

    private ExportJob JobOf(ExportMessage message, Delivery delivery, RunContext run, DateTimeOffset startedAt) => new()
    {
        RunId = message.RunId,
        CompanyId = message.CompanyId,
        CompanyName = message.CompanyName,
        Period = ReportPeriod.TryParse(message.Period, out var period) ? period : throw new ArgumentException($"The period '{message.Period}' is not known.", nameof(message)),
        Trigger = message.Trigger,
        RequestedAt = message.RequestedAt,
        Attempt = message.Attempt,
        WishedAttempt = delivery.WishedAttempt ?? message.Attempt,
        ReportDetails = run.Plan.ReportDetails,
        IsLastAttempt = _budget.IsLast(delivery),
        Patience = _budget.TimeLeft(delivery, startedAt),
    };

    private static CompanyResult Nothing(ExportOutcome outcome, ExportFailure failure) => new(outcome, failure, null, null);

    [LoggerMessage(LogLevel.Information, "Company {Outcome}, {Bytes} bytes.")]
    private partial void LogEnded(ExportOutcome outcome, long bytes);

    [LoggerMessage(LogLevel.Error, "Unexpected failure: {Trace}")]
    private partial void LogUnexpected(string trace);

    [LoggerMessage(LogLevel.Information, "Company put off: {Reason}")]
    private partial void LogLater(string reason);

    [LoggerMessage(LogLevel.Warning, "Company failed ({Code}): {Reason}")]
    private partial void LogFailed(string code, string reason);
}
