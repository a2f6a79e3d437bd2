using Keepnet.Api.Authentication;
using static Keepnet.Export.Tests.Vault.VaultFixture;

namespace Keepnet.Export.Tests.Vault;

public sealed class KeyVaultCredentialsTests : IAsyncLifetime
{
    private static readonly TimeSpan ShortWhile = TimeSpan.FromSeconds(31);

    private readonly VaultFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Reads_id_and_secret_once()
    {
        _fixture.Store(ClientIdName, "exporter", daysAgo: 9);
        _fixture.Store(ClientSecretName, "s3cret\n", daysAgo: 9);

        var first = await _fixture.Credentials.GetAsync(null, CancellationToken.None);
        var second = await _fixture.Credentials.GetAsync(null, CancellationToken.None);

        Assert.Equal(new ClientCredentials("exporter", "s3cret"), first);
        Assert.Equal(first, second);
        Assert.Equal(["/secrets/keepnet-client-id", "/secrets/keepnet-client-secret"], _fixture.Vault.Reads);
    }

    [Fact]
    public async Task Signs_in_as_the_vault_asks()
    {
        StorePair("exporter", "s3cret", daysAgo: 9);

        await _fixture.Credentials.GetAsync(null, CancellationToken.None);

        var request = _fixture.Identity.Requests.First();
        Assert.Equal(["https://vault.azure.net/.default"], request.Scopes);
        Assert.Equal("72f988bf-86f1-41af-91ab-2d7cd011db47", request.TenantId);
    }

    [Fact]
    public async Task Takes_a_new_version_when_the_old_one_is_refused()
    {
        StorePair("old", "old-secret", daysAgo: 9);
        await _fixture.Credentials.GetAsync(null, CancellationToken.None);
        StorePair("new", "new-secret", daysAgo: 0);

        var tried = await _fixture.TryAsync(credentials => credentials.ClientId == "new");

        Assert.Equal([new("old", "old-secret"), new("new", "new-secret")], tried);
    }

    [Fact]
    public async Task Goes_back_to_the_version_before_when_the_vault_is_ahead_of_Keepnet()
    {
        StorePair("old", "old-secret", daysAgo: 9);
        StorePair("new", "new-secret", daysAgo: 0);

        var tried = await _fixture.TryAsync(credentials => credentials == new ClientCredentials("old", "old-secret"));

        Assert.Equal([new("new", "new-secret"), new("old", "old-secret")], tried);
        Assert.Equal(new("old", "old-secret"), await _fixture.Credentials.GetAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task Bridges_the_time_between_the_new_id_and_the_new_secret()
    {
        StorePair("old", "old-secret", daysAgo: 9);
        _fixture.Store(ClientIdName, "new", daysAgo: 1);

        var between = await _fixture.TryAsync(credentials => credentials == new ClientCredentials("old", "old-secret"));
        _fixture.Clock.Advance(ShortWhile);
        _fixture.Store(ClientSecretName, "new-secret", daysAgo: 0);
        var after = await _fixture.TryAsync(credentials => credentials == new ClientCredentials("new", "new-secret"));

        Assert.Equal([new("new", "old-secret"), new("old", "old-secret")], between);
        Assert.Equal([new("old", "old-secret"), new("new", "new-secret")], after);
    }

    [Fact]
    public async Task Tries_the_newest_three_versions_and_then_says_that_there_are_no_others()
    {
        _fixture.Store(ClientIdName, "exporter", daysAgo: 99);
        for (var age = 9; age >= 5; age--)
        {
            _fixture.Store(ClientSecretName, $"secret-{age}", age);
        }

        var tried = await _fixture.TryAsync(_ => false);

        Assert.Equal(["secret-5", "secret-6", "secret-7"], tried.Select(credentials => credentials.ClientSecret));
    }

    [Fact]
    public async Task A_storm_of_refusals_reads_the_vault_once_in_a_while()
    {
        StorePair("old", "old-secret", daysAgo: 9);
        var refused = (await _fixture.TryAsync(_ => false))[^1];
        var readsBefore = _fixture.Vault.Reads.Count;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _fixture.Credentials.GetAsync(refused, CancellationToken.None).AsTask()));
        var readsOfStorm = _fixture.Vault.Reads.Count - readsBefore;
        _fixture.Clock.Advance(ShortWhile);
        _fixture.Store(ClientSecretName, "new-secret", daysAgo: 0);
        var later = await _fixture.Credentials.GetAsync(refused, CancellationToken.None);

        Assert.All(answers, answer => Assert.Equal(refused, answer));
        Assert.Equal(0, readsOfStorm);
        Assert.Equal(new("old", "new-secret"), later);
    }

    [Fact]
    public async Task Tries_again_what_was_refused_before_when_the_vault_is_read_again()
    {
        StorePair("old", "old-secret", daysAgo: 9);
        StorePair("new", "new-secret", daysAgo: 1);
        await _fixture.TryAsync(credentials => credentials.ClientId == "old");
        _fixture.Clock.Advance(ShortWhile);

        var tried = await _fixture.TryAsync(credentials => credentials.ClientId == "new");

        Assert.Equal(["old", "new"], tried.Select(credentials => credentials.ClientId));
    }

    [Fact]
    public async Task Uses_the_version_before_a_disabled_one()
    {
        StorePair("exporter", "old-secret", daysAgo: 9);
        _fixture.Vault.Store(ClientSecretName, new StoredVersion("disabled", Today) { Enabled = false });

        var credentials = await _fixture.Credentials.GetAsync(null, CancellationToken.None);

        Assert.Equal("old-secret", credentials.ClientSecret);
    }

    [Fact]
    public async Task Makes_do_with_the_newest_version_where_versions_may_not_be_listed()
    {
        StorePair("old", "old-secret", daysAgo: 9);
        _fixture.Vault.Refuse = context => context.Request.Path.Value!.TrimEnd('/').EndsWith("/versions", StringComparison.Ordinal) ? FakeVault.Denied() : null;
        await _fixture.Credentials.GetAsync(null, CancellationToken.None);
        StorePair("new", "new-secret", daysAgo: 0);

        var tried = await _fixture.TryAsync(_ => false);

        Assert.Equal(["old", "new"], tried.Select(credentials => credentials.ClientId));
    }

    private void StorePair(string id, string secret, int daysAgo)
    {
        _fixture.Store(ClientIdName, id, daysAgo);
        _fixture.Store(ClientSecretName, secret, daysAgo);
    }
}
