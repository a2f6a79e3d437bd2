using Keepnet.Export.Exporting;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Closing;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;
using Keepnet.Export.Telemetry;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Queueing;

/// <summary>Exports what comes through the in-process queue, a few companies at once, and closes runs after their last company.</summary>
public sealed partial class QueueWorkers
{
    private readonly InProcessQueue _queue;
    private readonly QueuedWork _work;
    private readonly RunLeases _runs;
    private readonly RunCloser _closer;
    private readonly RunStops _stops;
    private readonly ExportOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<QueueWorkers> _logger;

    internal QueueWorkers(
        InProcessQueue queue, CompanyHandler handler, RunLeases runs, RunCloser closer, RunStops stops, ExportOptions options,
        TimeProvider time, ILogger<QueueWorkers> logger)
    {
        (_queue, _work, _runs, _closer, _stops) = (queue, new QueuedWork(queue, handler, time), runs, closer, stops);
        (_options, _time, _logger) = (options, time, logger);
    }

    /// <summary>Works until canceled; companies that are under way then are given up and come again when their run is resumed.</summary>
    public async Task RunAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(Enumerable.Range(0, _options.MaxConcurrency).Select(_ => DrainAsync(cancellationToken)));

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        await foreach (var queued in _queue.ReadAllAsync(cancellationToken))
        {
            try
            {
                await WorkAsync(queued, cancellationToken);
            }
            catch (StoreException exception) when (exception.StopsRun)
            {
                Stop(queued.Message, ExportFailure.Of(exception));
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                PutOffOrAside(queued, exception);
            }
        }
    }

    private async Task WorkAsync(QueuedMessage queued, CancellationToken cancellationToken)
    {
        if (await _runs.TakeAsync(queued.Message.RunId, cancellationToken) is not { } run)
        {
            _queue.PutAside(queued, new ExportFailure(FailureCodes.NotFound, $"The store has no plan of run {queued.Message.RunId}."));
            return;
        }

        var isOver = false;
        try
        {
            if (await _work.DoAsync(queued, run, cancellationToken) is Handling.Stopped { Failure: var failure })
            {
                Stop(queued.Message, failure);
            }
        }
        finally
        {
            isOver = _runs.GiveBack(run);
        }

        if (isOver && _stops.Find(run.Plan.RunId) is null)
        {
            await CloseAsync(run.Plan, cancellationToken);
        }
    }

    // What is left of the run comes back when somebody asks for it, after having mended what stopped it.
    private void Stop(ExportMessage message, ExportFailure failure)
    {
        if (_stops.TryStop(message.RunId, failure))
        {
            RunEvents.LogStopped(_logger, message.RunId, message.Trigger, failure);
        }

        _queue.Drop(message.RunId);
    }

    private async Task CloseAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            await _closer.TryCloseAsync(plan, new ApiCounts(), cancellationToken);
        }
        catch (StoreException exception)
        {
            LogNotClosed(plan.RunId, exception.Message);
        }
    }

    // The store failed in a way that left no journal line, or we did: the company must neither be lost nor come for ever.
    private void PutOffOrAside(QueuedMessage queued, Exception exception)
    {
        var failure = exception is StoreException known
            ? ExportFailure.Of(known)
            : ExportFailure.OfUnforeseen($"Company {queued.Message.CompanyId} could not be worked on", exception);
        LogNotHandled(queued.Message.RunId, queued.Message.CompanyId, failure.Reason, Unforeseen.Trace(exception));
        var isPassing = exception is StoreException { IsPassing: true } && _time.GetUtcNow() - queued.Delivery.FirstSeen < _options.CompanyTimeBudget;
        if (isPassing || queued.Delivery.Number < _options.MaxDeliveries)
        {
            _queue.PutOff(queued, _options.RedeliveryDelay * queued.Delivery.Number, spendsDelivery: !isPassing);
        }
        else
        {
            _queue.PutAside(queued, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Run {RunId} could not be closed yet: {Reason}")]
    private partial void LogNotClosed(string runId, string reason);

    [LoggerMessage(LogLevel.Error, "Company {CompanyId} of run {RunId} could neither be exported nor journalled: {Reason} {Trace}")]
    private partial void LogNotHandled(string runId, string companyId, string reason, string trace);
}
