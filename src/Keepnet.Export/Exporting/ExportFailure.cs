using System.Text.Json;
using Keepnet.Api;
using Keepnet.Api.Json;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;
using Keepnet.Export.Vault;

namespace Keepnet.Export.Exporting;

/// <summary>Why something could not be exported.</summary>
/// <param name="Code">One of <see cref="FailureCodes"/>.</param>
/// <param name="Reason">A sentence for people: what failed, in whose words, what to do.</param>
/// <param name="IsPassing">Whether the same may succeed later.</param>
/// <param name="RetryAfter">How long to wait at least, if the API said so.</param>
public sealed record ExportFailure(string Code, string Reason, bool IsPassing = false, TimeSpan? RetryAfter = null)
{
    /// <summary>Whether the store is out of order as a whole: that is no fault of the company, and costs it no delivery.</summary>
    public bool IsStoreOutage { get; init; }

    /// <summary>What an exception says that is foreseen; null for any other.</summary>
    public static ExportFailure? TryOf(Exception exception) => exception switch
    {
        KeepnetApiException api => Of(api),
        StoreException store => Of(store),
        VaultException vault => Of(vault),
        SpoolException spool => new(FailureCodes.Storage, $"{spool.Message} Make room there and start again."),
        InvalidSettingsException settings => new(FailureCodes.InvalidSettings, settings.Message),
        _ => null,
    };

    public static ExportFailure Of(KeepnetApiException exception) =>
        new(FailureCodes.Of(exception.Failure), exception.Message, exception.Next == NextStep.TryLater, exception.RetryAfter);

    public static ExportFailure Of(StoreException exception) =>
        new(FailureCodes.Storage, exception.Message, exception.IsPassing) { IsStoreOutage = exception.IsOutage };

    /// <param name="what">What could not be done, as a sentence without its full stop.</param>
    /// <param name="exception">None of those that are foreseen; one of JSON is of a file in the store, for answers were read whole before.</param>
    public static ExportFailure OfUnforeseen(string what, Exception exception) => exception is JsonException
        ? new(FailureCodes.Storage, $"{what}: a file of the run in the store is not the JSON this program writes; 'keepnet-export verify' names it.")
        : new(FailureCodes.Protocol, $"{what} ({Unforeseen.Describe(exception)}). This is a fault of this program; please report it with its log.");

    public static ExportFailure Of(VaultException exception) =>
        new(exception.IsPassing ? FailureCodes.Unavailable : FailureCodes.InvalidSettings, exception.Message, exception.IsPassing);
}
