using System.Text;
using Keepnet.Api.Json;
using Keepnet.Api.Tests.Support;

namespace Keepnet.Api.Tests.Transport;

// Alone, because it measures what the whole process allocates.
[CollectionDefinition(nameof(LargeAnswerTests), DisableParallelization = true)]
[Collection(nameof(LargeAnswerTests))]
public sealed class LargeAnswerTests
{
    private readonly ClientFixture _fixture = new();

    [Fact]
    public async Task Memory_stays_flat_however_large_an_element_is()
    {
        var rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("""{"email":"ida@example.test","comment":"A text as people write them when they are asked what they did, and why, and with whom; long enough to be one of few.","score":1.50},""", 7_000)));
        _fixture.Expect(ClientFixture.SearchReports, Answers.Of(200, () => new StreamContent(new GeneratedStream(
            "{\"data\":[{\"resourceId\":\"big\",\"rows\":["u8.ToArray(), rows, 150, "1]}],\"status\":\"SUCCESS\"}"u8.ToArray()))));
        var before = GC.GetTotalAllocatedBytes();

        await using var answer = await _fixture.RunAsync(client => client.SearchReportsAsync(_fixture.Scope, CancellationToken.None));
        await JsonCopier.CopyAsync(answer.Source, answer.Items[0], Stream.Null, CancellationToken.None);

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 16 * 1024 * 1024);
        Assert.True(answer.Items[0].Length > 150_000_000);
        Assert.Equal("big", answer.Items[0].ResourceId);
    }
}
