using Keepnet.Api.Authentication;

namespace Keepnet.Api.Tests.Support;

/// <summary>A source that cannot be read.</summary>
internal sealed class ClosedVault : IClientCredentialsSource
{
    public ValueTask<ClientCredentials> GetAsync(ClientCredentials? refused, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The vault is closed.");
}
