namespace Keepnet.Api.Authentication;

/// <summary>How long a token is used before it is renewed.</summary>
internal static class TokenLifetime
{
    // For a token that does not tell its lifetime; a renewal too many costs little, and an expired token is replaced on a 401.
    private static readonly TimeSpan Unknown = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The shorter of the lifetimes told, less 60 s or a tenth, whichever is longer, but never less than half of it.</summary>
    public static TimeSpan UseFor(params IEnumerable<double?> toldSeconds)
    {
        var told = toldSeconds.Where(seconds => seconds > 0).Min();
        var lifetime = told is { } seconds ? TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds)) : Unknown;
        var early = Math.Max(60, lifetime.TotalSeconds / 10);
        return TimeSpan.FromSeconds(Math.Max(lifetime.TotalSeconds - early, lifetime.TotalSeconds / 2));
    }
}
