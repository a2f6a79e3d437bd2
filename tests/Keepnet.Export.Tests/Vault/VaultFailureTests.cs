using Azure.Identity;
using Keepnet.Api.Authentication;
using static Keepnet.Export.Tests.Vault.VaultFixture;

namespace Keepnet.Export.Tests.Vault;

public sealed class VaultFailureTests : IAsyncLifetime
{
    private const string Value = "the-value-nobody-may-see";

    private readonly VaultFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_missing_secret_is_named_with_its_setting()
    {
        _fixture.Store(ClientIdName, "exporter", daysAgo: 1);

        var failure = await FailureAsync();

        AssertSays(failure, isPassing: false, "has no secret 'keepnet-client-secret'", "Keepnet:ClientSecretSecretName");
    }

    [Fact]
    public async Task Denied_access_names_the_role()
    {
        _fixture.Vault.Refuse = _ => FakeVault.Denied();

        var failure = await FailureAsync();

        AssertSays(failure, isPassing: false, "denies access to secret 'keepnet-client-id'", "role Key Vault Secrets User");
        Assert.DoesNotContain("appid", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_network_is_told_from_denied_access()
    {
        _fixture.Vault.Refuse = _ => FakeVault.Error(403, "Forbidden", "Client address is not authorized and caller is not a trusted service.", "ForbiddenByFirewall");

        var failure = await FailureAsync();

        AssertSays(failure, isPassing: false, "The firewall of Key Vault", "Allow its address");
    }

    [Fact]
    public async Task A_disabled_secret_without_older_versions_is_called_disabled()
    {
        _fixture.Vault.Store(ClientIdName, new StoredVersion(Value, Today) { Enabled = false });

        AssertSays(await FailureAsync(), isPassing: false, "Secret 'keepnet-client-id' in Key Vault", "is disabled. Store a new version");
    }

    [Fact]
    public async Task An_expired_secret_without_older_versions_is_called_expired()
    {
        _fixture.Vault.Store(ClientIdName, new StoredVersion(Value, Today.AddDays(-99)) { Expires = Today.AddMinutes(-1) });

        AssertSays(await FailureAsync(), isPassing: false, "Secret 'keepnet-client-id' in Key Vault", "expired on 2026-06-30 11:59 UTC.");
    }

    [Fact]
    public async Task A_secret_of_the_future_is_not_used_yet()
    {
        _fixture.Vault.Store(ClientIdName, new StoredVersion(Value, Today) { NotBefore = Today.AddDays(1) });

        AssertSays(await FailureAsync(), isPassing: false, "is not valid before 2026-07-01 12:00 UTC.");
    }

    [Fact]
    public async Task An_empty_secret_is_called_empty()
    {
        _fixture.Store(ClientIdName, " \n", daysAgo: 1);

        AssertSays(await FailureAsync(), isPassing: false, "Secret 'keepnet-client-id' in Key Vault", "is empty.");
    }

    [Fact]
    public async Task A_vault_that_cannot_be_reached_may_be_reached_later()
    {
        _fixture.Vault.IsDown = true;

        AssertSays(await FailureAsync(), isPassing: true, "cannot be reached, so secret 'keepnet-client-id' cannot be read", "Keepnet:KeyVaultUri");
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_busy_vault_may_answer_later(int status)
    {
        _fixture.Vault.Refuse = _ => FakeVault.Error(status, "Throttled", "Too many requests.");

        AssertSays(await FailureAsync(), isPassing: true, $"is busy or down (HTTP {status})", "secret 'keepnet-client-id'");
    }

    [Fact]
    public async Task A_process_without_an_Azure_identity_is_told_how_to_get_one()
    {
        _fixture.Identity.Failure = new CredentialUnavailableException("No managed identity endpoint found.");

        AssertSays(await FailureAsync(), isPassing: false, "Cannot sign in to Azure to read secret 'keepnet-client-id'", "az login", "AZURE_CLIENT_ID");
    }

    [Fact]
    public async Task A_failure_is_repeated_for_a_while_without_asking_the_vault_again()
    {
        await FailureAsync();
        var readsBefore = _fixture.Vault.Reads.Count;

        var repeated = await FailureAsync();
        var readsOfRepetition = _fixture.Vault.Reads.Count - readsBefore;
        _fixture.Store(ClientIdName, "exporter", daysAgo: 0);
        _fixture.Store(ClientSecretName, "s3cret", daysAgo: 0);
        _fixture.Clock.Advance(TimeSpan.FromSeconds(31));
        var mended = await _fixture.Credentials.GetAsync(null, CancellationToken.None);

        AssertSays(repeated, isPassing: false, "has no secret 'keepnet-client-id'");
        Assert.Equal(0, readsOfRepetition);
        Assert.Equal("exporter", mended.ClientId);
    }

    private Task<CredentialsUnavailableException> FailureAsync() =>
        Assert.ThrowsAsync<CredentialsUnavailableException>(() => _fixture.Credentials.GetAsync(null, CancellationToken.None).AsTask());

    private void AssertSays(CredentialsUnavailableException failure, bool isPassing, params string[] parts)
    {
        Assert.Equal(isPassing, failure.IsPassing);
        Assert.All(parts, part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
        Assert.Contains(_fixture.Vault.Uri.Host, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, failure.ToString(), StringComparison.Ordinal);
    }
}
