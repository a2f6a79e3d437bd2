using Keepnet.Export.Exporting;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Queueing;

/// <summary>Gives messages that could not be handled another chance, and journals their companies as failed when there is none left.</summary>
internal sealed partial class Postponement(RunJournal journal, ExportOptions options, TimeProvider time, ILogger<Postponement> logger)
{
    /// <summary>Time for a person to mend something, or for an outage to pass.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMinutes(15);

    /// <summary>For what is no fault of the company: costs it time, but no delivery.</summary>
    public Task<Settlement> PutOffAsync(ExportMessage message, Delivery delivery, ExportFailure failure, CancellationToken cancellationToken) =>
        time.GetUtcNow() - delivery.FirstSeen < options.CompanyTimeBudget
            ? Task.FromResult(Settlement.Later(message, delivery, Delay, spendsDelivery: false))
            : GiveUpAsync(message, failure, cancellationToken);

    /// <summary>For what the company itself may be the cause of: costs it a delivery.</summary>
    public Task<Settlement> SpendAsync(ExportMessage message, Delivery delivery, ExportFailure failure, CancellationToken cancellationToken) =>
        delivery.Number < options.MaxDeliveries
            ? Task.FromResult(Settlement.Later(message, delivery, Delay, spendsDelivery: true))
            : GiveUpAsync(message, failure, cancellationToken);

    private async Task<Settlement> GiveUpAsync(ExportMessage message, ExportFailure failure, CancellationToken cancellationToken)
    {
        try
        {
            await journal.AppendAsync(message.RunId, EntryOf(message, failure), cancellationToken);
        }
        catch (StoreException exception)
        {
            // The dead letter tells why the company failed; it stays without an outcome until its run is closed as stale.
            LogNotJournalled(message.RunId, message.CompanyId, exception.Message);
        }

        return Settlement.Aside(failure.Code, failure.Reason);
    }

    private JournalEntry EntryOf(ExportMessage message, ExportFailure failure) => new()
    {
        CompanyId = message.CompanyId,
        CompanyName = message.CompanyName,
        Outcome = ExportOutcome.Failed,
        Code = failure.Code,
        Reason = failure.Reason,
        Attempt = message.Attempt,
        StartedAt = time.GetUtcNow(),
        FinishedAt = time.GetUtcNow(),
    };

    [LoggerMessage(LogLevel.Warning, "Company {CompanyId} of run {RunId} failed and could not be journalled: {Reason}")]
    private partial void LogNotJournalled(string runId, string companyId, string reason);
}
