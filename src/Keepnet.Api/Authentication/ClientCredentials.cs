namespace Keepnet.Api.Authentication;

/// <summary>A REST API client of the reseller. <see cref="ToString"/> never shows the secret.</summary>
public sealed record ClientCredentials(string ClientId, string ClientSecret)
{
    public override string ToString() => $"client {ClientId}";
}
