using System.Net.Http.Headers;

namespace Keepnet.Api.Transport;

/// <summary>How long to wait before a call is tried again.</summary>
internal static class RetryWaits
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ThrottledStart = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(0.5);

    /// <summary>What the answer asks for, as seconds or as a date; null when it asks for nothing.</summary>
    public static TimeSpan? Asked(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        var wait = header?.Delta ?? (header?.Date - now);
        return wait > TimeSpan.Zero ? wait : null;
    }

    /// <param name="asked">What the API asked for; never undercut.</param>
    /// <param name="attempt">0 for the first try.</param>
    /// <param name="isThrottled">A 429, after which the first wait is longer.</param>
    public static TimeSpan Before(TimeSpan? asked, int attempt, bool isThrottled)
    {
        // The random part keeps callers apart that failed together.
        if (asked is { } wait)
        {
            return wait + (TimeSpan.FromSeconds(Math.Min(1, wait.TotalSeconds / 10)) * Random.Shared.NextDouble());
        }

        var doubled = (isThrottled ? ThrottledStart : Start) * Math.Pow(2, Math.Min(attempt, 10));
        var spread = doubled * (1 + (Random.Shared.NextDouble() / 4));
        return spread < Longest ? spread : Longest;
    }

    /// <summary>
    /// How long everybody pauses after a 429: as long as the API asks. When it does not say, only the first wait: a call
    /// that is refused again and again waits longer each time, the others need not.
    /// </summary>
    /// <param name="asked">What the API asked for.</param>
    /// <param name="next">When the refused call itself is tried again; null when it is not.</param>
    public static TimeSpan ForAll(TimeSpan? asked, TimeSpan? next) => (asked, next) switch
    {
        ({ } wait, _) => next > wait ? next.Value : wait,
        (null, { } own) when own < ThrottledStart => own,
        _ => ThrottledStart,
    };
}
