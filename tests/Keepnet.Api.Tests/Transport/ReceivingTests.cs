using System.Text;
using Keepnet.Api.Tests.Support;

namespace Keepnet.Api.Tests.Transport;

public sealed class ReceivingTests
{
    private const string Body = """{"data":[{"name":"Müzik ğ 😀","lone":"\ud800","name":"again","digits":1.50}],"status":"SUCCESS"}""";
    private const string Item = """{"name":"Müzik ğ 😀","lone":"\ud800","name":"again","digits":1.50}""";

    private readonly ClientFixture _fixture = new();

    public ReceivingTests() => _fixture.Options.MaxRetries = 0;

    public static TheoryData<string, string, bool> Encodings => new()
    {
        { "application/json", "utf-8", false },
        { "application/json", "utf-8", true },
        { "application/json; charset=\"UTF-8\"", "utf-8", true },
        { "text/plain", "utf-16", true },
        { "application/json", "utf-16BE", true },
        { "application/json", "utf-32", true },
        { "application/json; charset=utf-16", "utf-16", false },
        { "application/json; charset=unheard-of", "utf-8", false },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Reads_text_in_the_encoding_it_comes_in(string contentType, string encodingName, bool withMark)
    {
        var encoding = Encoding.GetEncoding(encodingName);
        byte[] bytes = [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Body)];
        _fixture.Expect(ClientFixture.SearchReports, Answers.Bytes(bytes, contentType));

        Assert.Equal(Item, Assert.Single(await _fixture.SearchReportsAsync()));
    }

    [Theory]
    [InlineData("iso-8859-1", "ü")]
    [InlineData("windows-1254", "ğ")]
    public async Task Reads_text_in_a_declared_eight_bit_encoding(string charset, string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        var bytes = encoding.GetBytes($$"""{"data":["{{text}}"],"status":"SUCCESS"}""");
        _fixture.Expect(ClientFixture.SearchReports, Answers.Bytes(bytes, $"application/json; charset={charset}"));

        Assert.Equal($"\"{text}\"", Assert.Single(await _fixture.SearchReportsAsync()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Does_not_care_in_which_pieces_a_body_arrives(int size)
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Body)];
            _fixture.Expect(ClientFixture.SearchReports, Answers.Of(200, () => new StreamContent(new SlicedStream(bytes, size))));

            Assert.Equal(Item, Assert.Single(await _fixture.SearchReportsAsync()));
        }
    }

    [Fact]
    public async Task Tells_the_first_of_repeated_names_whatever_their_case()
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Data("""[{"RESOURCEID":"a","resourceId":"b","NAME":null,"widgetType":5,"ChartType":"Bar"},[],"x",null]"""));

        await using var answer = await _fixture.RunAsync(client => client.SearchReportsAsync(_fixture.Scope, CancellationToken.None));

        var item = answer.Items[0];
        Assert.Equal(4, answer.Items.Count);
        Assert.Equal(("a", null, null, "Bar"), (item.ResourceId, item.Name, item.WidgetType, item.ChartType));
    }

    [Fact]
    public async Task Takes_no_long_text_for_a_name()
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Data($$"""[{"name":"{{new string('x', 5000)}}","resourceId":"a"}]"""));

        await using var answer = await _fixture.RunAsync(client => client.SearchReportsAsync(_fixture.Scope, CancellationToken.None));

        Assert.Equal((null, "a"), (answer.Items[0].Name, answer.Items[0].ResourceId));
    }

    [Fact]
    public async Task A_body_shorter_than_announced_is_cut()
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Of(200, () =>
        {
            var content = new StreamContent(new SlicedStream(Encoding.UTF8.GetBytes(Body), 10));
            content.Headers.ContentLength = 10_000;
            return content;
        }));

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.Equal((KeepnetFailure.Protocol, NextStep.TryLater), (failure.Failure, failure.Next));
    }

    [Theory]
    [InlineData("size")]
    [InlineData("depth")]
    [InlineData("items")]
    public async Task What_exceeds_a_limit_is_given_up(string limit)
    {
        (_fixture.Options.MaxRetries, _fixture.Options.MaxResponseBytes, _fixture.Options.MaxJsonDepth, _fixture.Options.MaxItems) = (4, 2000, 8, 10);
        _fixture.Expect(ClientFixture.SearchReports, Answers.Data(limit switch
        {
            "size" => $"[\"{new string('x', 2000)}\"]",
            "depth" => "[[[[[[[[]]]]]]]]",
            _ => "[1,2,3,4,5,6,7,8,9,10,11]",
        }));

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.Equal((KeepnetFailure.Protocol, true, NextStep.GiveUp), (failure.Failure, failure.IsFinalForItem, failure.Next));
        Assert.Single(_fixture.Api.Calls);
    }

    [Fact]
    public async Task A_folder_without_room_is_for_a_person_to_mend_and_is_named()
    {
        var file = Path.GetTempFileName();
        _fixture.Options.SpoolDirectory = file;
        _fixture.Options.MaxRetries = 4;
        _fixture.Expect(ClientFixture.SearchReports, Answers.Data($"[\"{new string('x', 2_000_000)}\"]"));

        var failure = await _fixture.SearchReportsFailureAsync();

        File.Delete(file);
        Assert.Equal((KeepnetFailure.Storage, NextStep.FixSettings), (failure.Failure, failure.Next));
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
        Assert.Single(_fixture.Api.Calls);
    }
}
