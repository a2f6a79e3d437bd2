using System.Net;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Tests.Storage;

[Collection(AzuriteGroup.Name)]
public sealed class BlobStoreTests(AzuriteFixture azurite) : ExportStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _container = $"test-{Guid.NewGuid():N}";

    [SkippableFact]
    public async Task Is_there_once_something_is_written()
    {
        Assert.False(await Store().ExistsAsync(None));

        await Store().TryCreateAsync("v1/a.json", Bytes("1"), None);

        Assert.True(await Store().ExistsAsync(None));
    }

    [SkippableFact]
    public async Task Names_the_content_type_and_no_encoding()
    {
        var store = Store();
        await store.TryCreateAsync("v1/a.json", Bytes("1"), None);
        await store.AppendLineAsync("v1/log.ndjson", Bytes("1"), None);
        await using (var writer = await store.CreateAsync("v1/b.ndjson", None))
        {
            await writer.Stream.WriteAsync(new byte[5 << 20]);
            await writer.CommitAsync(None);
        }

        Assert.Equal("application/json; charset=utf-8", await ContentTypeAsync("v1/a.json"));
        Assert.Equal("application/x-ndjson; charset=utf-8", await ContentTypeAsync("v1/b.ndjson"));
        Assert.Equal("application/x-ndjson; charset=utf-8", await ContentTypeAsync("v1/log.ndjson"));
    }

    [SkippableFact]
    public async Task Replaces_what_another_store_has_read_by_its_version()
    {
        await Store().TryCreateAsync("v1/a.json", Bytes("1"), None);
        await Store().AppendLineAsync("v1/log.ndjson", Bytes("1"), None);

        var file = await Store().TryReadAsync("v1/a.json", None);

        Assert.True(await Store().TryReplaceAsync("v1/a.json", Bytes("2"), new StoreVersion(file!.Version.Value), None));
    }

    [SkippableFact]
    public async Task Lets_one_of_two_writers_of_many_blocks_win()
    {
        await using var first = await Store().CreateAsync("v1/a.json", None);
        await using var second = await Store().CreateAsync("v1/a.json", None);
        await first.Stream.WriteAsync(new byte[9 << 20]);
        await second.Stream.WriteAsync(new byte[10 << 20]);
        await second.CommitAsync(None);

        await Assert.ThrowsAsync<StoreException>(() => first.CommitAsync(None));

        Assert.Equal(10 << 20, Assert.Single(await Store().ListAsync("v1", None).ToListAsync()).Bytes);
    }

    [SkippableFact]
    public async Task Replacing_is_done_when_another_replacement_dropped_the_blocks_meanwhile()
    {
        await using var first = await Store().ReplaceAsync("v1/a.ndjson", None);
        await using var second = await Store().ReplaceAsync("v1/a.ndjson", None);
        await first.Stream.WriteAsync(new byte[9 << 20]);
        await second.Stream.WriteAsync(new byte[10 << 20]);
        await second.CommitAsync(None);
        await first.Stream.WriteAsync(new byte[5 << 20]);

        await first.CommitAsync(None);

        Assert.Equal(10 << 20, Assert.Single(await Store().ListAsync("v1", None).ToListAsync()).Bytes);
    }

    [SkippableFact]
    public async Task Knows_its_own_file_when_the_answer_got_lost_and_the_call_was_repeated()
    {
        var store = Interfered(LoseFirstAnswerTo("PUT"));

        Assert.True(await store.TryCreateAsync("v1/a.json", Bytes("1"), None));
        var file = await store.TryReadAsync("v1/a.json", None);
        var replacing = Interfered(LoseFirstAnswerTo("PUT"));

        Assert.True(await replacing.TryReplaceAsync("v1/a.json", Bytes("2"), file!.Version, None));
        Assert.Equal("2", await TextAsync(store, "v1/a.json"));
    }

    [SkippableFact]
    public async Task Goes_on_in_a_second_part_when_a_log_is_full()
    {
        var store = Interfered(async (request, send) =>
            request.RequestUri!.AbsolutePath.EndsWith("journal.ndjson", StringComparison.Ordinal) && request.RequestUri.Query.Contains("comp=appendblock", StringComparison.Ordinal)
                ? Answer(HttpStatusCode.Conflict, "BlockCountExceedsLimit")
                : await send());

        await store.AppendLineAsync("v1/journal.ndjson", Bytes("one"), None);
        await store.AppendLineAsync("v1/journal.ndjson", Bytes("two"), None);

        Assert.Equal("one\ntwo\n", await TextAsync(store, "v1/journal-002.ndjson"));
    }

    [SkippableFact]
    public async Task Works_in_a_container_that_it_may_not_create()
    {
        await Store().TryCreateAsync("v1/a.json", Bytes("1"), None);
        var store = Interfered(async (request, send) => request.RequestUri!.Query.Contains("restype=container", StringComparison.Ordinal) && request.Method == HttpMethod.Put
            ? Answer(HttpStatusCode.Forbidden, "AuthorizationPermissionMismatch")
            : await send());

        Assert.Equal("1", await TextAsync(store, "v1/a.json"));
    }

    [SkippableFact]
    public void Says_where_it_is_without_a_signature()
    {
        var client = new BlobContainerClient(azurite.ConnectionString, _container);
        var signed = client.GenerateSasUri(Azure.Storage.Sas.BlobContainerSasPermissions.All, DateTimeOffset.MaxValue);

        var store = new BlobStore(new BlobContainerClient(signed));

        Assert.Equal(client.Uri.AbsoluteUri, store.Location);
        Assert.DoesNotContain("sig", store.Location, StringComparison.Ordinal);
    }

    [Fact]
    public void Makes_blocks_large_enough_for_huge_files()
    {
        var whole = Enumerable.Range(0, 50_000).Sum(number => (long)BlobBlockStream.BlockSize(number));

        Assert.Equal(4 << 20, BlobBlockStream.BlockSize(0));
        Assert.True(whole > 4L << 40);
    }

    protected override IExportStore Store() => BlobStore.Connect(azurite.ConnectionString, _container);

    private BlobStore Interfered(Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> interfere)
    {
        var options = new BlobClientOptions
        {
            Transport = new HttpClientTransport(new InterferingHandler(interfere)),
            Retry = { Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero },
        };
        return new BlobStore(new BlobContainerClient(azurite.ConnectionString, _container, options));
    }

    private static Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> LoseFirstAnswerTo(string method)
    {
        var isLost = false;
        return async (request, send) =>
        {
            var answer = await send();
            if (isLost || request.Method.Method != method || request.RequestUri!.Query.Contains("restype", StringComparison.Ordinal))
            {
                return answer;
            }

            isLost = true;
            answer.Dispose();
            throw new HttpRequestException("The connection broke.");
        };
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string code)
        => new(status) { Headers = { { "x-ms-error-code", code } }, Content = new StringContent("") };

    private async Task<string> ContentTypeAsync(string path)
    {
        var blob = new BlobContainerClient(azurite.ConnectionString, _container).GetBlobClient(path);
        var properties = (await blob.GetPropertiesAsync()).Value;
        Assert.True(string.IsNullOrEmpty(properties.ContentEncoding));
        return properties.ContentType;
    }
}
