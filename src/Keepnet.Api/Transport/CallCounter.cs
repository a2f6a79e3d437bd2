namespace Keepnet.Api.Transport;

/// <summary>Counts calls for the client and, if the call has one, for its company.</summary>
internal sealed class CallCounter(CallStatistics client)
{
    public void CountCall(ApiCall call)
    {
        client.CountCall();
        call.Scope?.Statistics.CountCall();
    }

    public void CountRetry(ApiCall call)
    {
        client.CountRetry();
        call.Scope?.Statistics.CountRetry();
    }

    public void CountThrottled(ApiCall call)
    {
        client.CountThrottled();
        call.Scope?.Statistics.CountThrottled();
    }
}
