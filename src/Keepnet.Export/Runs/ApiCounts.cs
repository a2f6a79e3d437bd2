using Keepnet.Api.Transport;

namespace Keepnet.Export.Runs;

/// <summary>Counts of API calls: all, those sent again, and those answered with 429.</summary>
public sealed record ApiCounts
{
    public long Calls { get; init; }

    public long Retries { get; init; }

    public long Throttled { get; init; }

    public static ApiCounts Of(CallStatistics statistics) =>
        new() { Calls = statistics.Calls, Retries = statistics.Retries, Throttled = statistics.Throttled };

    public static ApiCounts operator +(ApiCounts left, ApiCounts right) => new()
    {
        Calls = left.Calls + right.Calls,
        Retries = left.Retries + right.Retries,
        Throttled = left.Throttled + right.Throttled,
    };

    public static ApiCounts operator -(ApiCounts left, ApiCounts right) => new()
    {
        Calls = left.Calls - right.Calls,
        Retries = left.Retries - right.Retries,
        Throttled = left.Throttled - right.Throttled,
    };

    public static ApiCounts Add(ApiCounts left, ApiCounts right) => left + right;

    public static ApiCounts Subtract(ApiCounts left, ApiCounts right) => left - right;
}
