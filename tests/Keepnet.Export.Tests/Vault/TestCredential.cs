using System.Collections.Concurrent;
using Azure.Core;

namespace Keepnet.Export.Tests.Vault;

/// <summary>An identity that always gets the token which <see cref="FakeVault"/> accepts, unless it cannot sign in at all.</summary>
internal sealed class TestCredential : TokenCredential
{
    public const string Token = "azure-access-token";

    /// <summary>What tokens were asked for.</summary>
    public ConcurrentQueue<TokenRequestContext> Requests { get; } = new();

    public Exception? Failure { get; set; }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Requests.Enqueue(requestContext);
        return Failure is null ? new AccessToken(Token, DateTimeOffset.MaxValue) : throw Failure;
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
