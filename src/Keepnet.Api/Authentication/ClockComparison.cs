namespace Keepnet.Api.Authentication;

/// <summary>Compares this machine's clock with the issuer's by a token that has just been issued.</summary>
internal static class ClockComparison
{
    /// <returns>How far this machine is ahead, at least; negative when it is behind, null when the token does not tell.</returns>
    /// <param name="claims">The token's.</param>
    /// <param name="expiresIn">The lifetime in seconds that came with it.</param>
    /// <param name="requestedAt">This machine's time of the request.</param>
    /// <param name="receivedAt">This machine's time of the answer.</param>
    public static TimeSpan? Ahead(JwtClaims claims, double? expiresIn, DateTimeOffset requestedAt, DateTimeOffset receivedAt)
    {
        if ((claims.IssuedAt ?? IssuedAt(claims.ExpiresAt, expiresIn)) is not { } issuedAt)
        {
            return null;
        }

        return issuedAt < requestedAt ? requestedAt - issuedAt
            : issuedAt > receivedAt ? receivedAt - issuedAt
            : TimeSpan.Zero;
    }

    private static DateTimeOffset? IssuedAt(DateTimeOffset? expiresAt, double? expiresIn) =>
        expiresAt is { } end && expiresIn is > 0 and < int.MaxValue && end.ToUnixTimeSeconds() > expiresIn
            ? end - TimeSpan.FromSeconds(expiresIn.Value)
            : null;
}
