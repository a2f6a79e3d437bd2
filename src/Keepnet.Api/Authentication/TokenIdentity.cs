namespace Keepnet.Api.Authentication;

/// <summary>What the access token says of its owner; for diagnostics and defaults only, never verified. Anything may be missing.</summary>
public sealed record TokenIdentity
{
    /// <summary>Roles; <c>Reseller</c> is expected. Empty when the token does not say.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Null when the token does not say.</summary>
    public bool? ResellerAccess { get; init; }

    /// <summary>The reseller's own company, not a customer.</summary>
    public string? OwnCompanyId { get; init; }

    public string? OwnCompanyName { get; init; }

    /// <summary>How the token's owner prefers dates, for example <c>DD/MM/YYYY</c>.</summary>
    public string? DateFormat { get; init; }

    /// <summary>How the token's owner prefers times, <c>24h</c> or <c>12h</c>.</summary>
    public string? TimeFormat { get; init; }

    /// <summary>
    /// How far this machine's clock is ahead of the issuer's, at least; negative when it is behind, zero as far as can be told,
    /// null when the token does not say when it was issued.
    /// </summary>
    public TimeSpan? ClockAhead { get; init; }

    /// <summary>Granted operations as <c>path|VERB</c>; null when the token endpoint does not list them.</summary>
    public IReadOnlyList<string>? Permissions { get; init; }
}
