using Keepnet.Api.Authentication;

namespace Keepnet.Api.Tests.Support;

/// <summary>Gives the credentials in turn, the last one for ever.</summary>
internal sealed class FakeCredentials(params ClientCredentials[] credentials) : IClientCredentialsSource
{
    private int _next;

    public List<ClientCredentials?> Refused { get; } = [];

    public ValueTask<ClientCredentials> GetAsync(ClientCredentials? refused, CancellationToken cancellationToken)
    {
        Refused.Add(refused);
        return ValueTask.FromResult(credentials[Math.Min(_next++, credentials.Length - 1)]);
    }
}
