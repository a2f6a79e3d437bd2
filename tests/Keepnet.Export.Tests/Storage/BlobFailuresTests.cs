using System.Net;
using System.Net.Sockets;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Storage.Blobs;
using Keepnet.Export.Storage;
using Moq;

namespace Keepnet.Export.Tests.Storage;

public sealed class BlobFailuresTests
{
    private const string Container = "https://account.blob.core.windows.net/exports";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "AuthorizationPermissionMismatch", "Storage Blob Data Contributor", false, true)]
    [InlineData(HttpStatusCode.Forbidden, "AuthorizationFailure", "firewall", false, true)]
    [InlineData(HttpStatusCode.Forbidden, "AuthenticationFailed", "does not accept the credentials", false, true)]
    [InlineData(HttpStatusCode.Forbidden, "KeyBasedAuthenticationNotPermitted", "does not allow keys", false, true)]
    [InlineData(HttpStatusCode.NotFound, "ContainerNotFound", "container does not exist", false, true)]
    [InlineData(HttpStatusCode.Conflict, "ContainerBeingDeleted", "being deleted", true, true)]
    [InlineData(HttpStatusCode.Conflict, "BlobImmutableDueToPolicy", "policy", false, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ServerBusy", "busy", true, true)]
    [InlineData(HttpStatusCode.TooManyRequests, "", "answered 429", true, true)]
    [InlineData(HttpStatusCode.BadRequest, "InvalidHeaderValue", "answered 400 InvalidHeaderValue", false, false)]
    public async Task Says_why_the_storage_refused_whether_it_may_pass_and_what_it_concerns(
        HttpStatusCode status, string code, string reason, bool isPassing, bool isStoreWide)
    {
        var store = Answering(() => new HttpResponseMessage(status) { Headers = { { "x-ms-error-code", code } }, Content = new StringContent("secret") });

        var failure = await Assert.ThrowsAsync<StoreException>(() => store.TryReadAsync("v1/a.json", None));

        Assert.StartsWith($"Cannot read v1/a.json in {Container}: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Equal((isPassing, isStoreWide), (failure.IsPassing, failure.IsStoreWide));
        Assert.DoesNotContain("c2lnbmF0dXJl", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_the_account_cannot_be_reached()
    {
        var store = Answering(() => throw new HttpRequestException("No such host.", new SocketException(11001)));

        var failure = await Assert.ThrowsAsync<StoreException>(async () => await store.ListAsync("v1", None).ToListAsync());

        Assert.True(failure.IsPassing);
        Assert.Contains("cannot be reached", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_nobody_is_signed_in()
    {
        var credential = new Mock<TokenCredential>();
        credential.Setup(it => it.GetTokenAsync(It.IsAny<TokenRequestContext>(), It.IsAny<CancellationToken>()))
            .Throws(new CredentialUnavailableException("DefaultAzureCredential failed."));
        var store = BlobStore.Connect(new Uri(Container), credential.Object);

        var failure = await Assert.ThrowsAsync<StoreException>(() => store.TryCreateAsync("v1/a.json", "1"u8.ToArray(), None));

        Assert.False(failure.IsPassing);
        Assert.Contains("az login", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://account.blob.core.windows.net/")]
    [InlineData("https://account.blob.core.windows.net/exports/v1/a.json")]
    [InlineData("http://account.blob.core.windows.net/exports")]
    public void Refuses_an_address_that_cannot_work(string address)
        => Assert.Throws<StoreException>(() => BlobStore.Connect(new Uri(address), Mock.Of<TokenCredential>()));

    [Theory]
    [InlineData("AccountName=a;AccountKey=not base64 but secret;")]
    [InlineData("secret")]
    [InlineData("")]
    public void Refuses_a_connection_string_without_quoting_it(string connectionString)
    {
        var failure = Assert.Throws<StoreException>(() => BlobStore.Connect(connectionString, "exports"));

        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lets_a_cancellation_pass()
    {
        using var cancellation = new CancellationTokenSource();
        var store = Answering(() =>
        {
            cancellation.Cancel();
            throw new OperationCanceledException(cancellation.Token);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.TryReadAsync("v1/a.json", cancellation.Token));
    }

    [Fact]
    public void Leaves_failures_alone_that_are_not_the_storages()
        => Assert.Null(new BlobFailures(Container).Explain(new InvalidOperationException(), "read", "v1/a.json"));

    private static BlobStore Answering(Func<HttpResponseMessage> answer)
    {
        var options = new BlobClientOptions
        {
            Transport = new HttpClientTransport(new InterferingHandler((_, _) => Task.FromResult(answer()))),
            Retry = { MaxRetries = 1, Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero },
        };
        return new BlobStore(new BlobContainerClient(new Uri(Container), new AzureSasCredential("sig=c2lnbmF0dXJl"), options));
    }
}
