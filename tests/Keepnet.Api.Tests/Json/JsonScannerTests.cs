using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using Keepnet.Api.Json;

namespace Keepnet.Api.Tests.Json;

public sealed class JsonScannerTests
{
    private const string Sample =
        """ { "a" : [ 1.50, -0e+10, "x\"\\é\ud83d\ude00ğ" , null , { } ], "b":{"c":[true,false,[]]}, "lone":"\ud800", "a":1e999 } """;

    [Fact]
    public void Finds_the_same_tokens_wherever_the_text_is_cut()
    {
        var bytes = Encoding.UTF8.GetBytes(Sample);
        var whole = Scan(bytes, bytes.Length);

        for (var size = 1; size < bytes.Length; size++)
        {
            Assert.Equal(whole, Scan(bytes, size));
        }
    }

    [Property(MaxTest = 200)]
    public void Offsets_lead_to_the_tokens_text_for_any_text_cut_anywhere(Dictionary<string, string?[]> data, byte chunk)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(data.Where(pair => pair.Key is not null).ToDictionary());

        var tokens = Scan(bytes, chunk % 7 + 1);

        Assert.All(tokens, token => Assert.Equal(token.Raw, Encoding.UTF8.GetString(bytes[(int)token.Start..(int)token.End])));
        Assert.Equal(Scan(bytes, bytes.Length), tokens);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("{")]
    [InlineData("[1,2")]
    [InlineData("\"abc")]
    [InlineData("tru")]
    [InlineData("{\"a\":1}}")]
    [InlineData("[1] 2")]
    [InlineData("[1,]")]
    [InlineData("{'a':1}")]
    [InlineData("[01]")]
    [InlineData("[NaN]")]
    [InlineData("// comment\n[]")]
    [InlineData("[\"\\x\"]")]
    public void Refuses_what_is_no_whole_json(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.ThrowsAny<JsonException>(() => Scan(bytes, 1));
        Assert.ThrowsAny<JsonException>(() => Scan(bytes, 100));
    }

    [Fact]
    public void Refuses_strings_that_are_no_utf8() =>
        Assert.Throws<JsonException>(() => Scan([.. "[\""u8, 0xC3, 0x28, .. "\"]"u8], 1));

    [Theory]
    [InlineData("[1,2,}", 3)]
    [InlineData("[1,[[[[[[[", 2)]
    [InlineData("[1,2,\"\u00FF\"]", 3)]
    public void Gives_every_token_before_a_fault_and_then_the_fault_each_time(string text, int before)
    {
        using var scanner = new JsonScanner(maxDepth: 1);
        scanner.Append(Encoding.Latin1.GetBytes(text));

        var read = Enumerable.Range(0, before).Select(_ => scanner.TryRead()).ToList();

        Assert.All(read, Assert.True);
        Assert.NotNull(Record.Exception(() => scanner.TryRead()));
        Assert.NotNull(Record.Exception(() => scanner.TryRead()));
    }

    [Fact]
    public void Keeps_the_tokens_not_read_yet_when_more_is_appended()
    {
        using var scanner = new JsonScanner(bufferSize: 16);
        scanner.Append("[\"first\",\"second\","u8);
        scanner.TryRead();
        scanner.TryRead();

        scanner.Append(Encoding.ASCII.GetBytes($"\"{new string('x', 1000)}\"]"));

        Assert.True(scanner.TryRead());
        Assert.Equal("\"second\"", Encoding.UTF8.GetString(scanner.Raw));
        Assert.True(scanner.TryRead());
        Assert.Equal((18, 1020), (scanner.TokenStart, scanner.TokenEnd));
    }

    [Fact]
    public void Accepts_nesting_up_to_the_limit_only()
    {
        Assert.Equal(6, Scan("[[[]]]"u8.ToArray(), 2, maxDepth: 3).Count);
        Assert.Throws<JsonLimitException>(() => Scan("[[[[]]]]"u8.ToArray(), 2, maxDepth: 3));
        Assert.Throws<JsonLimitException>(() => Scan("[[[[[[["u8.ToArray(), 100, maxDepth: 3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Leaves_out_what_lies_deeper_than_asked_for(int deepest)
    {
        var bytes = Encoding.UTF8.GetBytes(Sample);
        var shallow = Scan(bytes, bytes.Length).Where(token => token.Depth <= deepest).ToList();

        for (var size = 1; size <= bytes.Length; size++)
        {
            Assert.Equal(shallow, Scan(bytes, size, deepest: deepest));
        }
    }

    [Theory]
    [InlineData("{\"a\":{\"b\":[tru]}}")]
    [InlineData("{\"a\":{\"b\":[1,]}}")]
    [InlineData("{\"a\":{\"b\":[\"\u00FF\"]}}")]
    [InlineData("{\"a\":{\"b\":[\"\u00FF\"")]
    [InlineData("{\"a\":{\"b\":[[[[[]]]]]}}")]
    public void Refuses_what_is_wrong_deeper_than_asked_for(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);

        for (var size = 1; size <= bytes.Length; size++)
        {
            Assert.True(Record.Exception(() => Scan(bytes, size, maxDepth: 5, deepest: 1)) is JsonException or JsonLimitException);
        }
    }

    [Fact]
    public void Grows_for_a_long_token_up_to_its_limit()
    {
        var chunk = Encoding.ASCII.GetBytes(new string('x', 1024 * 1024));
        using var scanner = new JsonScanner();
        scanner.Append("\""u8);

        Assert.Throws<JsonLimitException>(() =>
        {
            for (var megabytes = 0; megabytes < 66; megabytes++)
            {
                scanner.Append(chunk);
                Assert.False(scanner.TryRead());
            }
        });
    }

    [Fact]
    public void Reads_a_token_longer_than_any_chunk()
    {
        var text = $"[\"{new string('x', 300_000)}\",1]";

        var tokens = Scan(Encoding.ASCII.GetBytes(text), 1000);

        Assert.Equal(4, tokens.Count);
        Assert.Equal(300_002, tokens[1].Raw.Length);
    }

    private static List<(JsonTokenType Type, long Start, long End, int Depth, string Raw)> Scan(byte[] bytes, int size, int maxDepth = 64, int deepest = int.MaxValue)
    {
        using var scanner = new JsonScanner(maxDepth, bufferSize: 16, deepest: deepest);
        var tokens = new List<(JsonTokenType, long, long, int, string)>();
        foreach (var chunk in bytes.Chunk(size))
        {
            scanner.Append(chunk);
            Drain();
        }

        scanner.Complete();
        Drain();
        return tokens;

        void Drain()
        {
            while (scanner.TryRead())
            {
                tokens.Add((scanner.TokenType, scanner.TokenStart, scanner.TokenEnd, scanner.Depth, Encoding.UTF8.GetString(scanner.Raw)));
            }
        }
    }
}
