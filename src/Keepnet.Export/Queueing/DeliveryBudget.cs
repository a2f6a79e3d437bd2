using Keepnet.Export.Exporting;
using Keepnet.Export.Settings;

namespace Keepnet.Export.Queueing;

/// <summary>How often and how long a company is tried before a passing failure is final.</summary>
internal sealed class DeliveryBudget(ExportOptions options, TimeProvider time)
{
    /// <summary>Whether the company may come again after this failure. An outage of the store costs it time, but no delivery.</summary>
    public bool AllowsAnother(Delivery delivery, ExportFailure failure) =>
        failure.IsStoreOutage ? TimeLeft(delivery, time.GetUtcNow()) > TimeSpan.Zero : !IsLast(delivery, failure.RetryAfter);

    /// <param name="delivery">The one at hand.</param>
    /// <param name="retryAfter">A wait beyond the company's time would only end in the same failure, later.</param>
    public bool IsLast(Delivery delivery, TimeSpan? retryAfter = null)
    {
        var left = TimeLeft(delivery, time.GetUtcNow());
        return delivery.Number >= options.MaxDeliveries || left <= TimeSpan.Zero || retryAfter > left;
    }

    /// <summary>Of the company's time; negative when it is over.</summary>
    public TimeSpan TimeLeft(Delivery delivery, DateTimeOffset now) => delivery.FirstSeen + options.CompanyTimeBudget - now;

    /// <summary>At least what the API asked for, else growing; a little later for each, so that put-off companies do not come back as one.</summary>
    public TimeSpan DelayOf(Delivery delivery, ExportFailure failure)
    {
        var growing = options.RedeliveryDelay * Math.Pow(2, Math.Min(delivery.Number, 10) - 1);
        var delay = failure.RetryAfter is { } asked && asked > growing ? asked : growing;
        return delay * (1 + (Random.Shared.NextDouble() * 0.1));
    }
}
