namespace Keepnet.Api.Authentication;

/// <summary>Where client credentials come from. Asked once, and again whenever the token endpoint refuses what it gave.</summary>
public interface IClientCredentialsSource
{
    /// <param name="refused">The credentials the token endpoint has just refused; null at first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CredentialsUnavailableException">They cannot be read.</exception>
    /// <returns>Credentials to try next. The same ones as <paramref name="refused"/> mean that there are no others.</returns>
    ValueTask<ClientCredentials> GetAsync(ClientCredentials? refused, CancellationToken cancellationToken);
}
