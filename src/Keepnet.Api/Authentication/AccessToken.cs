using System.Text.Json.Serialization;

namespace Keepnet.Api.Authentication;

/// <summary>An access token and how long it is used.</summary>
/// <param name="Value">The token itself; a secret.</param>
/// <param name="Identity">What it says of its owner.</param>
/// <param name="RequestedAt">Timestamp of the request for it.</param>
/// <param name="UseFor">Time from the request to the renewal.</param>
internal sealed record AccessToken([property: JsonIgnore] string Value, TokenIdentity Identity, long RequestedAt, TimeSpan UseFor)
{
    public override string ToString() => "access token";
}
