using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Keepnet.Api.Companies;
using Keepnet.Api.Json;
using Keepnet.Fuzz.Tests.Support;

namespace Keepnet.Fuzz.Tests;

/// <summary>Answers of the API, changed: read in pieces of any size, they are understood or refused, and copied as they are.</summary>
public sealed class JsonFuzz(RealAnswers answers) : IClassFixture<RealAnswers>
{
    private const int MaxItems = 50;

    [Fact]
    public void The_scanner_accepts_what_json_is_and_nothing_else() => FuzzLoop.Run(answers.Bodies, (text, random) =>
    {
        var tokens = 0;

        var refusal = Scan(text, random, JsonScanner.DefaultMaxDepth, _ => tokens++);

        var isValid = Tokens.AreValid(text) && Utf8.IsValid(text);
        Assert.True(refusal is JsonLimitException || isValid == refusal is null, $"valid: {isValid}, refused: {refusal?.Message}");
    });

    [Fact]
    public void The_depth_of_nesting_is_bounded() => FuzzLoop.Run(answers.Bodies, (text, random) =>
    {
        var deepest = 0;

        Scan(text, random, maxDepth: 16, token => deepest = Math.Max(deepest, token.Depth));

        Assert.InRange(deepest, 0, 16);
    });

    [Fact]
    public void The_envelope_reader_finds_whole_values_or_refuses() => FuzzLoop.Run(answers.Bodies, (text, random) =>
    {
        var indexer = new EnvelopeIndexer(MaxItems);
        if (Scan(text, random, maxDepth: 512, indexer.Accept) is not null)
        {
            return;
        }

        var source = new MemoryJsonSource(text);
        Assert.InRange(indexer.Envelope.Items.Count, 0, MaxItems);
        Assert.InRange(indexer.Envelope.Words.Length, 0, 4100);
        foreach (var item in indexer.Envelope.Items)
        {
            Assert.Equal(Tokens.Of(text.AsSpan((int)item.Offset, (int)item.Length)), Tokens.Of(Line(source, item)));
            Assert.Equal(text.AsSpan((int)item.Offset, (int)item.Length).ToArray(), Copy(source, item));
        }
    });

    [Fact]
    public void Companies_are_read_from_any_valid_list() => FuzzLoop.Run(answers.Bodies, (text, random) =>
    {
        if (Scan(text, random, maxDepth: 512, _ => { }) is not null)
        {
            return;
        }

        var source = new MemoryJsonSource(text);
        var answer = new JsonAnswer(source, JsonValueKind.Object, [new JsonItem(0, text.Length)]);
        foreach (var company in CompanyTree.Walk(source, CompanyPage.Read(answer).Rows, _ => { }))
        {
            Assert.NotEmpty(company.Id);
            Assert.Equal(company.Id, Company.Read(company.Json)?.Id);
            Assert.DoesNotContain((byte)'\n', company.Json.ToArray());
        }
    });

    private static byte[] Line(MemoryJsonSource source, JsonItem item)
    {
        var line = new ArrayBufferWriter<byte>();
        JsonLine.Write(source, item, line);
        Assert.DoesNotContain((byte)'\n', line.WrittenSpan.ToArray());
        return line.WrittenSpan.ToArray();
    }

    private static byte[] Copy(MemoryJsonSource source, JsonItem item)
    {
        using var copy = new MemoryStream();
        JsonCopier.CopyAsync(source, item, copy, CancellationToken.None).GetAwaiter().GetResult();
        return copy.ToArray();
    }

    /// <returns>Why the text is refused; null when it is read to its end.</returns>
    private static Exception? Scan(byte[] text, Random random, int maxDepth, Action<JsonScanner> accept)
    {
        using var scanner = new JsonScanner(maxDepth, bufferSize: random.Next(1, 300));
        try
        {
            for (var start = 0; start < text.Length;)
            {
                var count = Math.Min(random.Next(1, 5000), text.Length - start);
                scanner.Append(text.AsSpan(start, count));
                start += count;
                while (scanner.TryRead())
                {
                    accept(scanner);
                }
            }

            scanner.Complete();
            while (scanner.TryRead())
            {
                accept(scanner);
            }

            return null;
        }
        catch (Exception exception) when (exception is JsonException or JsonLimitException)
        {
            return exception;
        }
    }
}
