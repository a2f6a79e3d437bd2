using Keepnet.Api.Authentication;

namespace Keepnet.Export.Settings;

/// <summary>Client credentials from <c>Keepnet:ClientId</c> and <c>Keepnet:ClientSecret</c>.</summary>
internal sealed class SettingsCredentials(CredentialOptions options) : IClientCredentialsSource
{
    public ValueTask<ClientCredentials> GetAsync(ClientCredentials? refused, CancellationToken cancellationToken) =>
        options is { ClientId: { } id, ClientSecret: { } secret }
            ? ValueTask.FromResult(new ClientCredentials(id, secret))
            : throw new CredentialsUnavailableException(ExportSettings.NoCredentials, isPassing: false);
}
