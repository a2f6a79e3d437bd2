using Keepnet.Api.Authentication;

namespace Keepnet.Api.Tests.Support;

/// <summary>A source that cannot be read, at all or for a second time.</summary>
internal sealed class ClosedVault(Exception failure) : IClientCredentialsSource
{
    /// <summary>What the first read gives before the vault closes.</summary>
    public ClientCredentials? OpenFor { get; init; }

    public ValueTask<ClientCredentials> GetAsync(ClientCredentials? refused, CancellationToken cancellationToken) =>
        refused is null && OpenFor is { } credentials ? ValueTask.FromResult(credentials) : throw failure;
}
