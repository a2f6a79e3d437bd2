using Keepnet.Api.Authentication;
using Keepnet.Export.Settings;
using Keepnet.Export.Vault;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Export.Tests.Vault;

/// <summary>Credentials read from a local vault, by a fake clock.</summary>
public sealed class VaultFixture : IAsyncLifetime
{
    public const string ClientIdName = "keepnet-client-id";
    public const string ClientSecretName = "keepnet-client-secret";

    internal static DateTimeOffset Today { get; } = new(2026, 6, 30, 12, 0, 0, TimeSpan.Zero);

    internal FakeVault Vault { get; private set; } = null!;

    internal TestCredential Identity { get; } = new();

    internal FakeTimeProvider Clock { get; } = new(Today);

    internal KeyVault KeyVault { get; private set; } = null!;

    internal KeyVaultCredentials Credentials { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Vault = await FakeVault.StartAsync();
        KeyVault = new KeyVault(Vault.Client(Identity, KeyVault.Options()), Clock, NullLogger<KeyVault>.Instance);
        Credentials = new KeyVaultCredentials(KeyVault, new CredentialOptions(), Clock, NullLogger<KeyVaultCredentials>.Instance);
    }

    public async Task DisposeAsync()
    {
        Credentials.Dispose();
        await Vault.DisposeAsync();
    }

    /// <summary>Stores a version a number of days ago; 0 is now.</summary>
    internal StoredVersion Store(string name, string value, int daysAgo) =>
        Vault.Store(name, new StoredVersion(value, Clock.GetUtcNow().AddDays(-daysAgo)));

    /// <summary>Asks as the token source does, until credentials are accepted or there are no others.</summary>
    /// <returns>Everything that was tried, in order; the last is accepted if anything is.</returns>
    internal async Task<IReadOnlyList<ClientCredentials>> TryAsync(Predicate<ClientCredentials> isAccepted)
    {
        var tried = new List<ClientCredentials> { await Credentials.GetAsync(null, CancellationToken.None) };
        while (!isAccepted(tried[^1]))
        {
            var next = await Credentials.GetAsync(tried[^1], CancellationToken.None);
            if (next == tried[^1])
            {
                break;
            }

            tried.Add(next);
        }

        return tried;
    }
}
