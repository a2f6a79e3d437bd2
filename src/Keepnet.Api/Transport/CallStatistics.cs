namespace Keepnet.Api.Transport;

/// <summary>Counts of API calls; safe to share between callers.</summary>
public sealed class CallStatistics
{
    private long _calls;
    private long _retries;
    private long _throttled;

    /// <summary>Requests sent, retries included.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Requests sent again after a failure.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>Answers with status 429.</summary>
    public long Throttled => Interlocked.Read(ref _throttled);

    public void CountCall() => Interlocked.Increment(ref _calls);

    public void CountRetry() => Interlocked.Increment(ref _retries);

    public void CountThrottled() => Interlocked.Increment(ref _throttled);
}
