using System.Globalization;

namespace Keepnet.Simulator;

internal sealed class Throttle(FaultDice dice, Func<string?> retryAfter) : IFault
{
    /// <summary>Whole seconds only, so at least one full second ahead.</summary>
    public static string Date(TimeProvider clock) =>
        clock.GetUtcNow().AddSeconds(2).ToString("r", CultureInfo.InvariantCulture);

    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next) =>
        dice.Harms(call) ? TooManyRequests() with { RetryAfter = retryAfter() } : next(call);

    public static Answer TooManyRequests() => Answer.Failure(429, "FAILED", "Too many requests");
}
