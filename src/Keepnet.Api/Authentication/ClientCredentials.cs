using System.Text.Json.Serialization;

namespace Keepnet.Api.Authentication;

/// <summary>A REST API client of the reseller. Neither <see cref="ToString"/> nor its JSON shows the secret.</summary>
public sealed record ClientCredentials(string ClientId, [property: JsonIgnore] string ClientSecret)
{
    public override string ToString() => $"client {ClientId}";
}
