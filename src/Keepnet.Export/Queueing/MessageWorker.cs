using Keepnet.Export.Exporting;
using Keepnet.Export.Runs.Closing;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Storage;
using Keepnet.Export.Telemetry;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Queueing;

/// <summary>
/// Works on one delivered message, from its bytes to what the queue should do with it: reads it, finds its run, exports the
/// company, closes the run after the last one. For queues that several processes share.
/// </summary>
public sealed partial class MessageWorker
{
    /// <summary>
    /// How long one delivery may be worked on; below the time after which the Functions host ends the whole process, and with it
    /// the other companies' exports.
    /// </summary>
    public static readonly TimeSpan LongestWork = TimeSpan.FromMinutes(50);

    // Long enough for the rest of a run to be put off without asking the API once more for each company.
    private static readonly TimeSpan StopLasts = TimeSpan.FromMinutes(1);

    private readonly RunContexts _runs;
    private readonly CompanyHandler _handler;
    private readonly RunCompletion _completion;
    private readonly Postponement _postponement;
    private readonly TimeProvider _time;
    private readonly ILogger<MessageWorker> _logger;

    internal MessageWorker(
        RunContexts runs,
        CompanyHandler handler,
        RunCompletion completion,
        Postponement postponement,
        TimeProvider time,
        ILogger<MessageWorker> logger)
    {
        (_runs, _handler, _completion, _postponement, _time, _logger) = (runs, handler, completion, postponement, time, logger);
    }

    /// <summary>Working twice on one message changes nothing a reader of the store can see.</summary>
    /// <param name="body">As it came off the queue.</param>
    /// <param name="delivery">Which delivery it is.</param>
    /// <param name="cancellationToken">Ends the work; the message then comes again.</param>
    public async Task<Settlement> WorkAsync(ReadOnlyMemory<byte> body, Delivery delivery, CancellationToken cancellationToken)
    {
        if (!ExportMessageFormat.TryRead(body, out var message, out var objection))
        {
            return Refuse(FailureCodes.InvalidRequest, objection);
        }

        try
        {
            return await _runs.FindAsync(message.RunId, cancellationToken) is { } run
                ? await WorkAsync(message, delivery, run, cancellationToken)
                : Refuse(FailureCodes.NotFound, $"The store has no plan of run {message.RunId}.");
        }
        catch (StoreException exception)
        {
            // Not even the journal could be written: nothing is known of the company yet.
            return await _postponement.PutOffAsync(message, delivery, ExportFailure.Of(exception), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A fault of ours: left to the queue, its words would be told and its company stay without an outcome.
            LogUnexpected(Unforeseen.Trace(exception));
            var failure = ExportFailure.OfUnforeseen($"Company {message.CompanyId} could not be worked on", exception);
            return await _postponement.SpendAsync(message, delivery, failure, cancellationToken);
        }
    }

    private async Task<Settlement> WorkAsync(ExportMessage message, Delivery delivery, RunContext run, CancellationToken cancellationToken)
    {
        if (message.Period != run.Plan.Period)
        {
            return Refuse(FailureCodes.InvalidRequest, $"The message's period {message.Period} is not that of its run, {run.Plan.Period}.");
        }

        var settlement = run.StoppedBy(_time.GetUtcNow()) is { } stopped
            ? await _postponement.PutOffAsync(message, delivery, stopped, cancellationToken)
            : await ExportAsync(message, delivery, run, cancellationToken);
        if (settlement is not Settlement.PutOff)
        {
            await _completion.EndedAsync(run, cancellationToken);
        }

        return settlement;
    }

    private async Task<Settlement> ExportAsync(ExportMessage message, Delivery delivery, RunContext run, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(LongestWork, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await SettleAsync(await _handler.HandleAsync(message, delivery, run, both.Token), message, delivery, run, cancellationToken);
        }
        catch (Exception exception) when (exception is not StoreException && limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, it comes of being ended: what is interrupted need not say so.
            var failure = new ExportFailure(
                FailureCodes.Unavailable, $"Company {message.CompanyId} was not exported within {LongestWork.TotalMinutes} minutes.", IsPassing: true);
            return await _postponement.SpendAsync(message, delivery, failure, cancellationToken);
        }
    }

    private async Task<Settlement> SettleAsync(
        Handling handling, ExportMessage message, Delivery delivery, RunContext run, CancellationToken cancellationToken)
    {
        switch (handling)
        {
            case Handling.DeadLettered { Failure: var failure }:
                return Settlement.Aside(failure.Code, failure.Reason);
            case Handling.Later { Delay: var delay, SpendsDelivery: var spendsDelivery }:
                return Settlement.Later(message, delivery, delay, spendsDelivery);
            case Handling.Stopped { Failure: var failure }:
                run.Stop(failure, _time.GetUtcNow() + StopLasts);
                RunEvents.LogStopped(_logger, message.RunId, message.Trigger, failure);
                return await _postponement.PutOffAsync(message, delivery, failure, cancellationToken);
            default:
                return new Settlement.Complete();
        }
    }

    private Settlement Refuse(string code, string reason)
    {
        LogRefused(code, reason);
        return Settlement.Aside(code, reason);
    }

    [LoggerMessage(LogLevel.Error, "A message was refused ({Code}): {Reason}")]
    private partial void LogRefused(string code, string reason);

    [LoggerMessage(LogLevel.Error, "A message could not be worked on: {Trace}")]
    private partial void LogUnexpected(string trace);
}
