using Keepnet.Api.Telemetry;

namespace Keepnet.Api.Transport;

/// <summary>Counts calls for the client, for those who measure it and, if the call has one, for its company.</summary>
internal sealed class CallCounter(CallStatistics client, ApiMeter meter)
{
    public void CountCall(ApiCall call)
    {
        client.CountCall();
        call.Scope?.Statistics.CountCall();
    }

    public void CountAnswer(ApiCall call, int status) => meter.Answered(call, status);

    public void CountNoAnswer(ApiCall call, Exception exception) => meter.NotAnswered(call, exception);

    public void CountRetry(ApiCall call)
    {
        client.CountRetry();
        call.Scope?.Statistics.CountRetry();
        meter.Retried(call);
    }

    public void CountThrottled(ApiCall call)
    {
        client.CountThrottled();
        call.Scope?.Statistics.CountThrottled();
    }
}
