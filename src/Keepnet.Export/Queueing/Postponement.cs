using Keepnet.Export.Exporting;
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
            var entry = JournalEntry.Failed(message.CompanyId, message.CompanyName, failure, time.GetUtcNow()) with { Attempt = message.Attempt };
            await journal.AppendAsync(message.RunId, entry, cancellationToken);
        }
        catch (StoreException exception)
        {
            // The dead letter tells why the company failed; it stays without an outcome until its run is closed as stale.
            LogNotJournalled(message.RunId, message.CompanyId, exception.Message);
        }

        return Settlement.Aside(failure.Code, failure.Reason);
    }

    [LoggerMessage(LogLevel.Warning, "Company {CompanyId} of run {RunId} failed and could not be journalled: {Reason}")]
    private partial void LogNotJournalled(string runId, string companyId, string reason);
}
